package dev.slipway.imagestore.bundle.manifest;

import static dev.slipway.imagestore.errors.StoreError.BUCKET_NAME_MALFORMED;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;

import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.layout.StoreLayout;

/**
 * Where a bundle lies: a bucket and what the names of its files begin with. Both become paths, so both follow rules:
 * the bucket <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">S3's</a>, the prefix
 * the part of S3's rules for keys that no shell and no file system takes amiss.
 *
 * @param bucket 3 to 63 lower-case letters, digits, dots and dashes
 * @param prefix names of letters, digits, dashes, dots and underscores, separated by slashes
 */
public record BundleLocation(String bucket, String prefix) {

    private static final int BUCKET_SHORTEST = 3;
    private static final int BUCKET_LONGEST = 63;
    /** Leaves room in a file's name for what follows the prefix. */
    private static final int PREFIX_LONGEST = 128;
    private static final String MANIFEST = StoreLayout.BUNDLE_MANIFEST;

    /** Throws BUCKET_NAME_MALFORMED, and PARAMETER_VALUE for the prefix. */
    public BundleLocation {
        checkBucket(bucket);
        checkPrefix(prefix);
    }

    /** The location that an image names: {@code BUCKET/PREFIX.manifest.xml}. Throws as the constructor does. */
    public static BundleLocation of(String imageLocation) {
        int slash = imageLocation.indexOf('/');
        if (slash < 0 || !imageLocation.endsWith(MANIFEST)) {
            throw new StoreException(PARAMETER_VALUE, "The image location " + Quoted.of(imageLocation)
                    + " is not of the form BUCKET/PREFIX" + MANIFEST + ".");
        }
        return new BundleLocation(imageLocation.substring(0, slash),
                imageLocation.substring(slash + 1, Math.max(slash + 1, imageLocation.length() - MANIFEST.length())));
    }

    /** EC2's ImageLocation of an image that is registered from it. */
    public String imageLocation() {
        return bucket + "/" + prefix + MANIFEST;
    }

    /** EC2's name for the bundled image: the last part of the prefix. */
    public String name() {
        return prefix.substring(prefix.lastIndexOf('/') + 1);
    }

    /** Where a copy of this bundle lies: in the bucket of the same name, with the id of the image it is for behind the prefix. */
    public BundleLocation ofCopy(ImageId image) {
        String end = "-" + image;
        int length = Math.min(prefix.length(), PREFIX_LONGEST - end.length());
        while (length > 1 && "-_./".indexOf(prefix.charAt(length - 1)) >= 0) {
            length--;
        }
        return new BundleLocation(bucket, prefix.substring(0, length) + end);
    }

    @Override
    public String toString() {
        return bucket + "/" + prefix;
    }

    static void checkBucket(String bucket) {
        boolean sound = bucket.length() >= BUCKET_SHORTEST && bucket.length() <= BUCKET_LONGEST
                && isLowerOrDigit(bucket.charAt(0)) && isLowerOrDigit(bucket.charAt(bucket.length() - 1))
                && !bucket.contains("..") && !isAddress(bucket);
        for (int i = 0; sound && i < bucket.length(); i++) {
            char c = bucket.charAt(i);
            sound = isLowerOrDigit(c) || c == '-' || c == '.';
        }
        if (!sound) {
            throw new StoreException(BUCKET_NAME_MALFORMED, "The bucket name " + Quoted.of(bucket) + " is not valid.",
                    "Names have 3 to 63 characters: lower-case letters, digits, dots and dashes, with a letter or digit"
                            + " at both ends; and they are no IP address.");
        }
    }

    private static void checkPrefix(String prefix) {
        boolean sound = !prefix.isEmpty() && prefix.length() <= PREFIX_LONGEST;
        boolean begins = true;
        for (int i = 0; sound && i < prefix.length(); i++) {
            char c = prefix.charAt(i);
            // A name that begins with a dot could be the folder above.
            sound = isLowerOrDigit(c) || c >= 'A' && c <= 'Z' || !begins && "-_./".indexOf(c) >= 0;
            begins = c == '/';
        }
        if (!sound || begins) {
            throw new StoreException(PARAMETER_VALUE, "The prefix " + Quoted.of(prefix) + " is not valid.",
                    "It has up to 128 characters: letters, digits, and - _ . behind the first; / separates names.");
        }
    }

    private static boolean isLowerOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
    }

    private static boolean isAddress(String bucket) {
        return bucket.matches("[0-9]+\\.[0-9]+\\.[0-9]+\\.[0-9]+");
    }
}
