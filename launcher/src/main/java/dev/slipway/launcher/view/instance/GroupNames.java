package dev.slipway.launcher.view.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.launcher.securitygroup.SecurityGroupId;
import dev.slipway.launcher.securitygroup.SecurityGroups;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Security groups in the shape of EC2's GroupIdentifier; each one's name is looked up once. */
public final class GroupNames {

    private final Supplier<SecurityGroups> groups;
    private final Map<SecurityGroupId, String> names = new HashMap<>();

    /** @param groups asked for when there is a group to be named */
    GroupNames(Supplier<SecurityGroups> groups) {
        this.groups = groups;
    }

    ArrayNode nodes(List<SecurityGroupId> ids) {
        ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
        for (SecurityGroupId id : ids) {
            String name = names.computeIfAbsent(id, unknown -> groups.get().name(unknown).orElse(""));
            nodes.addObject().put("GroupId", id.value()).put("GroupName", name);
        }
        return nodes;
    }
}
