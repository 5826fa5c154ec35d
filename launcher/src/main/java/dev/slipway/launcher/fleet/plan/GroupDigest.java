package dev.slipway.launcher.fleet.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.launcher.fleet.file.FleetGroup;
import dev.slipway.launcher.instance.request.InterfaceRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a group is, as far as its members are launched by it: another digest means other members. Of a template it is the text
 * and not what is made of it, or each new address of one group would replace the next.
 */
public final class GroupDigest {

    private GroupDigest() {
    }

    /** The SHA-256 of all that a member is launched with. */
    public static String of(FleetGroup group, ImageId image, String type) {
        ObjectNode text = JsonNodeFactory.instance.objectNode();
        text.put("image", image.value()).put("type", type);
        group.interfaces().ifPresent(interfaces -> interfaces(text.putArray("network"), interfaces));
        group.key().ifPresent(key -> text.put("key", key));
        group.securityGroups().forEach(text.putArray("security-groups")::add);
        group.userData().ifPresent(template -> text.put("user-data", template));
        volumes(text.putArray("volumes"), group.volumes());
        ObjectNode tags = text.putObject("tags");
        group.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        ArrayNode forwards = text.putArray("forwards");
        group.forwards().forEach(forward -> forwards.add(
                forward.hostPort().map(port -> port + ":").orElse("") + forward.guestPort()));
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void interfaces(ArrayNode network, List<InterfaceRequest> interfaces) {
        for (InterfaceRequest each : interfaces) {
            network.add(each.kind().word() + each.source().map(source -> ":" + source).orElse(""));
        }
    }

    private static void volumes(ArrayNode volumes, List<BlockDeviceRequest> requests) {
        for (BlockDeviceRequest request : requests) {
            ObjectNode volume = volumes.addObject().put("device", request.deviceName());
            EbsRequest ebs = request.ebs().orElseThrow();
            ebs.snapshotId().ifPresent(snapshot -> volume.put("snapshot", snapshot.value()));
            ebs.volumeSize().ifPresent(size -> volume.put("size", size));
            ebs.deleteOnTermination().ifPresent(delete -> volume.put("delete-on-termination", delete));
        }
    }
}
