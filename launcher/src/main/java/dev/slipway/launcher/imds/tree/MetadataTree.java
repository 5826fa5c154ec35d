package dev.slipway.launcher.imds.tree;

import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.launcher.imds.tree.Node.Folder;
import dev.slipway.launcher.imds.tree.Node.Leaf;
import dev.slipway.launcher.instance.metadata.MetadataSubject;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.network.IpBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole of what an instance reads about itself, in the categories of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-categories.html">documentation</a>, as far as
 * they have a meaning here. What has none is absent, as it is on EC2 for an instance that has no such thing; what is listed can be
 * read. {@code docs/metadata.md} has the table.
 */
public final class MetadataTree {

    private static final String BYTES = "application/octet-stream";
    private static final String NO_MANIFEST = "(unknown)";

    private final MetadataSubject subject;
    private final Instance instance;
    private final Map<String, IpBlock> subnets;

    private MetadataTree(MetadataSubject subject, Map<String, IpBlock> subnets) {
        this.subject = subject;
        this.instance = subject.instance();
        this.subnets = subnets;
    }

    /**
     * The tree from its root, where the versions are.
     *
     * @param subnets the addresses of libvirt's networks, by their names
     */
    public static Folder of(MetadataSubject subject, Map<String, IpBlock> subnets) {
        Folder version = new MetadataTree(subject, subnets).version();
        Folder root = new Folder();
        // EC2 lists them without the slash.
        MetadataVersions.ALL.forEach(name -> root.put(name, name, version));
        return root;
    }

    private Folder version() {
        Folder version = new Folder();
        version.put("dynamic", new Folder().put("instance-identity",
                new Folder().put("document", IdentityDocument.of(subject))));
        version.put("meta-data", metaData());
        if (!subject.userData().isEmpty()) {
            version.put("user-data", new Leaf(BYTES, subject.userData().bytes()));
        }
        return version;
    }

    private Folder metaData() {
        Optional<NetworkInterface> first = instance.interfaces().stream().findFirst();
        Folder data = new Folder();
        data.leaf("ami-id", instance.imageId().value());
        data.leaf("ami-launch-index", Integer.toString(instance.amiLaunchIndex()));
        data.leaf("ami-manifest-path", subject.manifestPath().orElse(NO_MANIFEST));
        data.put("block-device-mapping", DeviceLeaves.of(instance));
        data.put("hibernation", new Folder().leaf("configured", "false"));
        data.leaf("hostname", instance.hostname());
        data.leaf("instance-action", "none");
        data.leaf("instance-id", instance.instanceId().value());
        data.leaf("instance-life-cycle", "on-demand");
        data.leaf("instance-type", instance.instanceType());
        data.leaf("kernel-id", instance.boot().kernelId().map(id -> id.value()));
        data.leaf("local-hostname", instance.hostname());
        data.leaf("local-ipv4", first.flatMap(card -> NetworkLeaves.address(card)));
        data.leaf("mac", first.map(NetworkInterface::mac));
        data.folder("network", new NetworkLeaves(subject, subnets).folder());
        data.put("placement", new Folder()
                .leaf("availability-zone", subject.placement().availabilityZone())
                .leaf("availability-zone-id", subject.placement().availabilityZone())
                .leaf("region", subject.placement().region()));
        if (!instance.productCodes().isEmpty()) {
            data.leaf("product-codes", lines(instance.productCodes().stream().map(code -> code.value()).toList()));
        }
        data.leaf("profile", instance.boot().virtualizationType() == VirtualizationType.HVM ? "default-hvm" : "default-paravirtual");
        data.folder("public-keys", publicKeys());
        data.leaf("ramdisk-id", instance.boot().ramdiskId().map(id -> id.value()));
        data.leaf("reservation-id", instance.reservationId().value());
        data.leaf("security-groups", first.filter(card -> !card.groups().isEmpty()).map(this::groupNames));
        data.put("services", new Folder().leaf("domain", "amazonaws.com").leaf("partition", "aws"));
        data.leaf("system", "nitro");
        if (instance.metadataOptions().instanceMetadataTags()) {
            data.put("tags", new Folder().put("instance", tags()));
        }
        return data;
    }

    /** EC2 lists each key with the name of its pair, and has its text one floor deeper. */
    private Folder publicKeys() {
        Folder keys = new Folder();
        for (int i = 0; i < subject.publicKeys().size(); i++) {
            String name = i == 0 ? instance.keyName().orElse("key") : "key" + i;
            keys.put(Integer.toString(i), i + "=" + name, new Folder().leaf("openssh-key", subject.publicKeys().get(i)));
        }
        return keys;
    }

    private String groupNames(NetworkInterface card) {
        return lines(card.groups().stream().map(id -> subject.groupNames().getOrDefault(id.value(), id.value())).toList());
    }

    private Folder tags() {
        Folder tags = new Folder();
        instance.tags().forEach(tag -> tags.leaf(tag.key(), tag.value()));
        return tags;
    }

    static String lines(List<?> values) {
        List<String> lines = new ArrayList<>();
        values.forEach(value -> lines.add(value.toString()));
        return String.join("\n", lines);
    }
}
