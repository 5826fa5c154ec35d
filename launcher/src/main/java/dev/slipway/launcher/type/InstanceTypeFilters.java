package dev.slipway.launcher.type;

import static dev.slipway.imagestore.filter.FilterRule.document;
import static dev.slipway.imagestore.filter.FilterTexts.all;
import static dev.slipway.imagestore.filter.FilterTexts.one;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.filter.FilterNames;
import dev.slipway.imagestore.filter.FilterRule;
import dev.slipway.imagestore.image.VirtualizationType;
import java.util.List;
import java.util.Optional;

/**
 * The filters of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceTypes.html">DescribeInstanceTypes</a> that have
 * a meaning here.
 */
public final class InstanceTypeFilters implements FilterNames<InstanceType> {

    private static final List<String> NAMES = List.of("bare-metal", "burstable-performance-supported", "current-generation",
            "instance-storage-info.nvme-support", "instance-storage-info.total-size-in-gb", "instance-storage-supported",
            "instance-type", "memory-info.size-in-mib", "processor-info.supported-architecture", "supported-virtualization-type",
            "vcpu-info.default-vcpus");

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public Optional<FilterRule<InstanceType>> rule(String name) {
        return switch (name) {
            case "bare-metal" -> Optional.of(document(type -> one(false)));
            case "burstable-performance-supported" -> Optional.of(document(type -> one(type.isBurstable())));
            case "current-generation" -> Optional.of(document(type -> one(true)));
            case "instance-storage-info.nvme-support" ->
                    Optional.of(document(type -> one(type.storageIsNvme() ? "required" : "unsupported")));
            case "instance-storage-info.total-size-in-gb" -> Optional.of(document(type -> one(type.storageGigabytes())));
            case "instance-storage-supported" -> Optional.of(document(type -> one(!type.storage().isEmpty())));
            case "instance-type" -> Optional.of(document(type -> one(type.name())));
            case "memory-info.size-in-mib" -> Optional.of(document(type -> one(type.memoryMebibytes())));
            case "processor-info.supported-architecture" ->
                    Optional.of(document(type -> all(type.architectures().stream().map(Architecture::ec2Name).toList())));
            case "supported-virtualization-type" ->
                    Optional.of(document(type -> all(type.virtualizationTypes().stream().map(VirtualizationType::word).toList())));
            case "vcpu-info.default-vcpus" -> Optional.of(document(type -> one(type.vcpus())));
            default -> Optional.empty();
        };
    }
}
