package dev.slipway.imagestore.image;

/** The firmware an image boots with. */
public enum BootMode {
    LEGACY_BIOS("legacy-bios"),
    UEFI("uefi"),
    UEFI_PREFERRED("uefi-preferred");

    private final String word;

    BootMode(String word) {
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
