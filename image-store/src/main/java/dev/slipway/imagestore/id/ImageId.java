package dev.slipway.imagestore.id;

import static dev.slipway.imagestore.errors.StoreError.IMAGE_ID_MALFORMED;

import dev.slipway.imagestore.errors.StoreException;

/**
 * The id of an image. Its prefix says which kind: {@code ami-} for a machine image, {@code aki-} for a kernel image,
 * {@code ari-} for a ramdisk image.
 */
public record ImageId(String value) implements ResourceId {

    private static final IdRule MACHINE = new IdRule("ami");
    private static final IdRule KERNEL = new IdRule("aki");
    private static final IdRule RAMDISK = new IdRule("ari");

    public ImageId {
        if (!isImageId(value)) {
            throw new StoreException(IMAGE_ID_MALFORMED, IdRule.malformed(value, "ami"));
        }
    }

    /** Whether the text is an id rather than a name; a name may well begin with {@code ami-}. */
    public static boolean isImageId(String text) {
        return text != null && (MACHINE.allows(text) || KERNEL.allows(text) || RAMDISK.allows(text));
    }

    /** A new id of a machine image. */
    public static ImageId nextMachine() {
        return new ImageId(MACHINE.next());
    }

    /** A new id of a kernel image. */
    public static ImageId nextKernel() {
        return new ImageId(KERNEL.next());
    }

    /** A new id of a ramdisk image. */
    public static ImageId nextRamdisk() {
        return new ImageId(RAMDISK.next());
    }

    // Written out: the machinery behind a record's own takes a cold command several milliseconds.
    @Override
    public boolean equals(Object other) {
        return other instanceof ImageId id && id.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
