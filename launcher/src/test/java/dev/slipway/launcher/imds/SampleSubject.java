package dev.slipway.launcher.imds;

import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.instance.SampleInstance;
import dev.slipway.launcher.instance.metadata.MetadataSubject;
import dev.slipway.launcher.instance.record.BootSource;
import dev.slipway.launcher.instance.record.EphemeralDisk;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.MetadataOptions;
import dev.slipway.launcher.instance.record.MetadataOptions.HttpTokens;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.network.IpBlock;
import dev.slipway.launcher.network.NetworkKind;
import dev.slipway.launcher.securitygroup.SecurityGroupId;
import dev.slipway.launcher.seed.Placement;
import dev.slipway.launcher.seed.UserData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Instances that ask for metadata. */
public final class SampleSubject {

    /** The addresses of their networks. */
    public static final Map<String, IpBlock> SUBNETS = Map.of("default", IpBlock.parse("192.168.122.0/24"));

    private static final SecurityGroupId GROUP = new SecurityGroupId("sg-0123456789abcdef0");
    private static final SecurityGroupId OTHER = new SecurityGroupId("sg-0123456789abcdef1");

    private SampleSubject() {
    }

    /** One that has everything an instance may have. */
    public static MetadataSubject full(MetadataOptions options) {
        Instance instance = SampleInstance.draft()
                .boot(BootSource.kernel(ImageId.nextKernel(), Optional.of(ImageId.nextRamdisk()), "quiet"))
                .volumes(List.of(SampleInstance.volume("/dev/sda1", "vda", true), SampleInstance.volume("/dev/sdf", "vdf", true)))
                .ephemeralDisks(List.of(new EphemeralDisk("/dev/sdb", "vdb", 0, 1 << 20)))
                .interfaces(List.of(
                        new NetworkInterface(0, NetworkKind.NAT, Optional.of("default"), "02:00:00:00:00:01",
                                Optional.of("192.168.122.7"), List.of(GROUP, OTHER), List.of()),
                        NetworkInterface.user(1, "06:00:00:00:00:01", List.of())))
                .keyName(Optional.of("lab key"))
                .productCodes(List.of(new ProductCode("abcdefghij0123456789klmno")))
                .tags(List.of(new Tag("Name", "a"), new Tag("cost@centre", "")))
                .metadataOptions(options)
                .build();
        return new MetadataSubject(instance, new Placement("local-1", "local-1a"), Map.of(GROUP.value(), "default", OTHER.value(), "web"),
                List.of("ssh-ed25519 AAAA lab key"), UserData.of("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8)), Optional.empty());
    }

    /** One that has as little as an instance can have. */
    public static MetadataSubject bare() {
        return new MetadataSubject(SampleInstance.draft().build(), new Placement("local-1", "local-1a"), Map.of(), List.of(),
                UserData.NONE, Optional.empty());
    }

    /** Options with and without tokens, with all else at its usual. */
    public static MetadataOptions options(HttpTokens tokens) {
        return new MetadataOptions(tokens, 1, true, true);
    }
}
