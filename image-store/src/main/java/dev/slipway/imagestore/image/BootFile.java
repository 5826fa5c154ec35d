package dev.slipway.imagestore.image;

/**
 * The content of a kernel or ramdisk image.
 *
 * @param sizeBytes its length
 * @param sha256 its digest, 64 hex digits
 */
public record BootFile(long sizeBytes, String sha256) {
}
