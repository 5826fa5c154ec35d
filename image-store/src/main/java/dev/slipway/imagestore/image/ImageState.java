package dev.slipway.imagestore.image;

/** EC2's states of an image. A deregistered image is seen by nobody; its record stays until what it held is collected. */
public enum ImageState {
    PENDING("pending"),
    AVAILABLE("available"),
    FAILED("failed"),
    /** Not to be launched, and seen by its owner alone, until it is enabled again. */
    DISABLED("disabled"),
    DEREGISTERED("deregistered");

    private final String word;

    ImageState(String word) {
        this.word = word;
    }

    /** EC2's word. */
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }
}
