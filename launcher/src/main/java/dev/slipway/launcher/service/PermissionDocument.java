package dev.slipway.launcher.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.securitygroup.Permission;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Rules of security groups from documents in the shape of EC2's IpPermission. */
public final class PermissionDocument {

    private static final Set<String> KNOWN = Set.of("IpProtocol", "FromPort", "ToPort", "IpRanges", "Ipv6Ranges", "UserIdGroupPairs",
            "PrefixListIds");

    private PermissionDocument() {
    }

    /** The rules of one IpPermission, one for each range and group. Throws PERMISSION_MALFORMED. */
    public static List<Permission> read(JsonNode node) {
        if (!node.isObject()) {
            throw malformed("A permission is a JSON object with IpProtocol and its ranges or groups.");
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!KNOWN.contains(name) || name.equals("PrefixListIds") && !node.path(name).isEmpty()) {
                throw malformed("A permission's '" + name + "' has no meaning here.");
            }
        }
        List<Permission> permissions = new ArrayList<>();
        for (JsonNode range : node.path("IpRanges")) {
            permissions.add(permission(node, Optional.of(required(range, "CidrIp")), Optional.empty(), range));
        }
        for (JsonNode range : node.path("Ipv6Ranges")) {
            permissions.add(permission(node, Optional.of(required(range, "CidrIpv6")), Optional.empty(), range));
        }
        for (JsonNode pair : node.path("UserIdGroupPairs")) {
            String name = pair.has("GroupId") ? "GroupId" : "GroupName";
            permissions.add(permission(node, Optional.empty(), Optional.of(required(pair, name)), pair));
        }
        if (permissions.isEmpty()) {
            throw malformed("A permission has IpRanges, Ipv6Ranges or UserIdGroupPairs; this one has none of them.");
        }
        return permissions;
    }

    private static Permission permission(JsonNode node, Optional<String> cidr, Optional<String> group, JsonNode side) {
        return new Permission(required(node, "IpProtocol"), number(node, "FromPort"), number(node, "ToPort"), cidr, group,
                side.has("Description") ? Optional.of(side.path("Description").asText()) : Optional.empty());
    }

    private static OptionalInt number(JsonNode node, String name) {
        if (!node.has(name)) {
            return OptionalInt.empty();
        }
        JsonNode number = node.path(name);
        if (!number.canConvertToInt() || !number.isIntegralNumber()) {
            throw malformed("A permission's '" + name + "' is a number.");
        }
        return OptionalInt.of(number.asInt());
    }

    private static String required(JsonNode node, String name) {
        if (!node.path(name).isTextual()) {
            throw malformed("A permission lacks the text '" + name + "'.");
        }
        return node.path(name).textValue();
    }

    private static LauncherException malformed(String sentence) {
        return new LauncherException(LauncherError.PERMISSION_MALFORMED, sentence);
    }
}
