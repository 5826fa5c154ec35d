package dev.slipway.imagestore.mapping;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_COMBINATION;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_MISSING;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_VALUE;

import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.volume.VolumePlan;
import java.util.List;
import java.util.Optional;

/**
 * EC2's rules for what is said of a volume beside its size
 * (<a href="https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-types.html">volume types</a>). The numbers mean
 * nothing to a disk here, so their limits are left to EC2; what is said has to make sense all the same.
 */
public final class VolumeRules {

    private static final List<String> TYPES = List.of("gp3", "gp2", "io1", "io2", "st1", "sc1", "standard");
    private static final List<String> NEED_IOPS = List.of("io1", "io2");
    private static final String TAKES_THROUGHPUT = "gp3";

    private VolumeRules() {
    }

    /** Throws PARAMETER_VALUE, PARAMETER_MISSING and PARAMETER_COMBINATION for a volume that EC2 would refuse. */
    public static void check(EbsRequest ebs) {
        String type = ebs.volumeType().orElse(VolumePlan.DEFAULT_TYPE);
        checkType(type);
        requirePositive("Iops", ebs.iops());
        requirePositive("Throughput", ebs.throughput());
        if (ebs.iops().isEmpty() && NEED_IOPS.contains(type)) {
            throw new StoreException(PARAMETER_MISSING, "The parameter Iops must be given for " + type + " volumes.");
        }
        if (ebs.iops().isPresent() && !NEED_IOPS.contains(type) && !type.equals(TAKES_THROUGHPUT)) {
            throw unsupported("Iops", type);
        }
        if (ebs.throughput().isPresent() && !type.equals(TAKES_THROUGHPUT)) {
            throw unsupported("Throughput", type);
        }
        if (ebs.encrypted().orElse(false)) {
            throw new StoreException(PARAMETER_VALUE,
                    "Encrypted volumes are not supported; what is written to a volume here is not encrypted.");
        }
    }

    /** Throws PARAMETER_VALUE for a word that is none of EC2's types of volumes. */
    public static void checkType(String type) {
        if (!TYPES.contains(type)) {
            throw new StoreException(PARAMETER_VALUE, "The volume type " + Quoted.of(type) + " is not one of "
                    + String.join(", ", TYPES) + ".");
        }
    }

    private static void requirePositive(String name, Optional<Integer> number) {
        if (number.isPresent() && number.get() <= 0) {
            throw new StoreException(PARAMETER_VALUE, "The parameter " + name + " must be positive: " + number.get() + ".");
        }
    }

    private static StoreException unsupported(String name, String type) {
        return new StoreException(PARAMETER_COMBINATION,
                "The parameter " + name + " is not supported for " + type + " volumes.");
    }
}
