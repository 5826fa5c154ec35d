package dev.slipway.launcher.instance.record;

import static dev.slipway.imagestore.filter.FilterRule.document;
import static dev.slipway.imagestore.filter.FilterTexts.all;
import static dev.slipway.imagestore.filter.FilterTexts.maybe;
import static dev.slipway.imagestore.filter.FilterTexts.one;

import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.filter.FilterNames;
import dev.slipway.imagestore.filter.FilterRule;
import dev.slipway.imagestore.filter.TagFilters;
import dev.slipway.imagestore.image.Image;
import dev.slipway.launcher.instance.state.StateReason;
import dev.slipway.launcher.network.NetworkIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The filters of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html">DescribeInstances</a> that have
 * a meaning here. They are held against instances in their true states, which no column of the catalogue knows.
 *
 * @param availabilityZone the one that all instances of the region are in
 * @param ids of the region's VPC
 */
public record InstanceFilters(String availabilityZone, NetworkIds ids) implements FilterNames<Instance> {

    private static final List<String> NAMES = List.of("architecture", "availability-zone",
            "block-device-mapping.attach-time", "block-device-mapping.delete-on-termination",
            "block-device-mapping.device-name", "block-device-mapping.volume-id", "boot-mode", "client-token",
            "current-instance-boot-mode", "hypervisor", "image-id", "instance-id", "instance-state-code",
            "instance-state-name", "instance-type", "instance.group-id", "kernel-id", "key-name", "launch-index",
            "launch-time", "metadata-options.http-endpoint",
            "metadata-options.http-put-response-hop-limit", "metadata-options.http-tokens",
            "metadata-options.instance-metadata-tags", "network-interface.mac-address", "network-interface.network-interface-id",
            "network-interface.subnet-id", "network-interface.vpc-id", "owner-id", "platform", "private-dns-name",
            "private-ip-address", "product-code", "ramdisk-id", "reason", "reservation-id", "root-device-name",
            "root-device-type", "state-reason-code", "state-reason-message", "subnet-id", TagFilters.TAG_KEY_IN_NAME, "tag-key",
            "virtualization-type", "vpc-id");

    @Override
    public List<String> names() {
        return NAMES;
    }

    @Override
    public Optional<FilterRule<Instance>> rule(String name) {
        return switch (name) {
            case "availability-zone" -> Optional.of(document(i -> one(availabilityZone)));
            case "instance-id" -> Optional.of(document(i -> one(i.instanceId())));
            case "image-id" -> Optional.of(document(i -> one(i.imageId())));
            case "instance-type" -> Optional.of(document(i -> one(i.instanceType())));
            case "instance-state-name" -> Optional.of(document(i -> one(i.state())));
            case "instance-state-code" -> Optional.of(document(i -> one(i.state().code())));
            case "reservation-id" -> Optional.of(document(i -> one(i.reservationId())));
            case "owner-id" -> Optional.of(document(i -> one(i.ownerId())));
            case "launch-index" -> Optional.of(document(i -> one(i.amiLaunchIndex())));
            case "launch-time" -> Optional.of(document(i -> one(Timestamp.format(i.lifecycle().launchTime()))));
            case "client-token" -> Optional.of(document(i -> maybe(i.clientToken())));
            case "key-name" -> Optional.of(document(i -> maybe(i.keyName())));
            case "product-code" -> Optional.of(document(i -> all(i.productCodes())));
            case "reason" -> Optional.of(document(i -> maybe(i.lifecycle().transition())));
            case "state-reason-code" -> Optional.of(reason(StateReason::code));
            case "state-reason-message" -> Optional.of(reason(StateReason::message));
            case "metadata-options.http-tokens" -> Optional.of(document(i -> one(i.metadataOptions().httpTokens())));
            case "metadata-options.http-put-response-hop-limit" ->
                    Optional.of(document(i -> one(i.metadataOptions().httpPutResponseHopLimit())));
            case "metadata-options.http-endpoint" -> Optional.of(document(i -> one(word(i.metadataOptions().httpEndpoint()))));
            case "metadata-options.instance-metadata-tags" ->
                    Optional.of(document(i -> one(word(i.metadataOptions().instanceMetadataTags()))));
            default -> machine(name).or(() -> disks(name)).or(() -> network(name))
                    .or(() -> TagFilters.rule(name, Instance::tags));
        };
    }

    private static Optional<FilterRule<Instance>> machine(String name) {
        return switch (name) {
            case "architecture" -> Optional.of(document(i -> one(i.hardware().architecture().ec2Name())));
            case "hypervisor" -> Optional.of(document(i -> one(Image.HYPERVISOR)));
            case "platform" -> Optional.of(document(i -> maybe(i.platform())));
            case "virtualization-type" -> Optional.of(document(i -> one(i.boot().virtualizationType().word())));
            case "boot-mode" -> Optional.of(document(i -> maybe(i.boot().bootMode().map(mode -> mode.word()))));
            case "current-instance-boot-mode" -> Optional.of(document(i -> one(i.boot().currentBootMode().word())));
            case "kernel-id" -> Optional.of(document(i -> maybe(i.boot().kernelId())));
            case "ramdisk-id" -> Optional.of(document(i -> maybe(i.boot().ramdiskId())));
            default -> Optional.empty();
        };
    }

    private static Optional<FilterRule<Instance>> disks(String name) {
        return switch (name) {
            case "root-device-name" -> Optional.of(document(i -> one(i.rootDeviceName())));
            case "root-device-type" -> Optional.of(document(i -> one(i.rootDeviceType().word())));
            case "block-device-mapping.volume-id" -> Optional.of(volumes(AttachedVolume::volumeId));
            case "block-device-mapping.device-name" -> Optional.of(volumes(AttachedVolume::deviceName));
            case "block-device-mapping.delete-on-termination" -> Optional.of(volumes(AttachedVolume::deleteOnTermination));
            case "block-device-mapping.attach-time" ->
                    Optional.of(volumes(volume -> Timestamp.format(volume.attachTime())));
            default -> Optional.empty();
        };
    }

    private Optional<FilterRule<Instance>> network(String name) {
        return switch (name) {
            case "private-dns-name" -> Optional.of(document(i -> one(i.hostname())));
            case "private-ip-address" -> Optional.of(interfaces(each -> each.privateIpAddress().orElse("")));
            case "network-interface.mac-address" -> Optional.of(interfaces(NetworkInterface::mac));
            case "network-interface.network-interface-id" -> Optional.of(document(i -> i.interfaces().stream()
                    .map(each -> NetworkIds.networkInterface(i.instanceId().value(), each.deviceIndex())).toList()));
            case "subnet-id", "network-interface.subnet-id" ->
                    Optional.of(interfaces(each -> ids.subnet(each.kind(), each.source()).orElse("")));
            case "vpc-id", "network-interface.vpc-id" ->
                    Optional.of(interfaces(each -> ids.subnet(each.kind(), each.source()).isPresent() ? ids.vpc() : ""));
            case "instance.group-id" -> Optional.of(document(Instance::securityGroups));
            default -> Optional.empty();
        };
    }

    private static String word(boolean enabled) {
        return enabled ? "enabled" : "disabled";
    }

    private static FilterRule<Instance> reason(Function<StateReason, String> part) {
        return document(instance -> maybe(instance.lifecycle().reason().map(part)));
    }

    private static FilterRule<Instance> volumes(Function<AttachedVolume, Object> part) {
        return document(instance -> {
            List<String> texts = new ArrayList<>();
            instance.volumes().forEach(volume -> texts.add(part.apply(volume).toString()));
            return texts;
        });
    }

    private static FilterRule<Instance> interfaces(Function<NetworkInterface, String> part) {
        return document(instance -> {
            List<String> texts = new ArrayList<>();
            for (NetworkInterface each : instance.interfaces()) {
                String text = part.apply(each);
                if (!text.isEmpty()) {
                    texts.add(text);
                }
            }
            return texts;
        });
    }
}
