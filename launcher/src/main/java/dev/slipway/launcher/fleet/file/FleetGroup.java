package dev.slipway.launcher.fleet.file;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.instance.readiness.WaitRequest;
import dev.slipway.launcher.instance.request.InterfaceRequest;
import dev.slipway.launcher.network.ForwardRequest;
import java.util.List;
import java.util.Optional;

/**
 * A group of members that are alike but for their names and what is made of their templates.
 *
 * @param place where the file has it, for messages: {@code shop.yaml:7}
 * @param image an image's id, name or channel
 * @param type an instance type; empty for the usual one
 * @param count how many members there are to be
 * @param min how many of them must become ready
 * @param interfaces their network interfaces; empty for the usual ones
 * @param key the key pair whose owner may log in
 * @param userData the text of their user data, with places to fill
 * @param volumes beside those of the image
 * @param tags of each member, beside those that say which it is
 * @param ready what a member must come to, and how long it may take
 * @param maxUnavailable how many are replaced at a time
 * @param after the groups that must be ready before this one begins
 */
public record FleetGroup(
        String place,
        String name,
        String image,
        Optional<String> type,
        int count,
        int min,
        Optional<List<InterfaceRequest>> interfaces,
        Optional<String> key,
        List<String> securityGroups,
        Optional<String> userData,
        List<BlockDeviceRequest> volumes,
        List<Tag> tags,
        List<ForwardRequest> forwards,
        WaitRequest ready,
        int maxUnavailable,
        List<String> after) {

    public FleetGroup {
        requireNonNull(place, "place");
        requireNonNull(name, "name");
        requireNonNull(image, "image");
        requireNonNull(type, "type");
        interfaces = interfaces.map(List::copyOf);
        requireNonNull(key, "key");
        securityGroups = List.copyOf(securityGroups);
        requireNonNull(userData, "userData");
        volumes = List.copyOf(volumes);
        tags = List.copyOf(tags);
        forwards = List.copyOf(forwards);
        requireNonNull(ready, "ready");
        after = List.copyOf(after);
        if (count < 0 || min < 0 || min > count || maxUnavailable < 1) {
            throw new IllegalArgumentException("of " + count + ", " + min + " at least, " + maxUnavailable + " at a time");
        }
    }

    /** What a member is called: its hostname and its tag Name. */
    public String memberName(int index) {
        return name + "-" + index;
    }
}
