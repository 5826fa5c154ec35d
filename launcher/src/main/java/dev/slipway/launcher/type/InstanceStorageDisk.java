package dev.slipway.launcher.type;

import static java.util.Objects.requireNonNull;

/**
 * Instance-store disks of one size that come with a type.
 *
 * @param sizeGigabytes of 10^9 bytes each, as EC2 counts them
 * @param medium {@code ssd} or {@code hdd}: shown, and without effect here
 */
public record InstanceStorageDisk(int count, int sizeGigabytes, String medium) {

    public InstanceStorageDisk {
        requireNonNull(medium, "medium");
        if (count < 1 || sizeGigabytes < 1) {
            throw new IllegalArgumentException("count and sizeGigabytes must be positive: " + count + ", "
                    + sizeGigabytes);
        }
    }
}
