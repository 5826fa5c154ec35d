package dev.slipway.imagestore.image;

/** How an image boots: by its own boot loader, or by a kernel and ramdisk that are handed to it. */
public enum VirtualizationType {
    HVM("hvm"),
    PARAVIRTUAL("paravirtual");

    private final String word;

    VirtualizationType(String word) {
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
