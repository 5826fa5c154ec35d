package dev.slipway.imagestore.image;

/** What an image is an image of. */
public enum ImageType {
    MACHINE("machine"),
    KERNEL("kernel"),
    RAMDISK("ramdisk");

    private final String word;

    ImageType(String word) {
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
