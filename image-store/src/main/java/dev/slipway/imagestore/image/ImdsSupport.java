package dev.slipway.imagestore.image;

/** Which versions of the metadata service instances of an image answer: EC2's {@code ImdsSupport}. */
public enum ImdsSupport {
    /** Version 2 only: a session token is mandatory. */
    V2_0("v2.0");

    private final String word;

    ImdsSupport(String word) {
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
