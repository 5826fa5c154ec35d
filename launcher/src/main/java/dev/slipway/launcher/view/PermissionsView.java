package dev.slipway.launcher.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;

/** Permissions in the shape of EC2's DescribeImageAttribute and DescribeSnapshotAttribute. */
public final class PermissionsView {

    private PermissionsView() {
    }

    /** Who may launch an image. */
    public static Answer of(Image image) {
        return answer("ImageId", image.imageId().value(), "LaunchPermissions", image.launchPermissions());
    }

    /** Who may make volumes of a snapshot. */
    public static Answer of(Snapshot snapshot) {
        return answer("SnapshotId", snapshot.snapshotId().value(), "CreateVolumePermissions",
                snapshot.createVolumePermissions());
    }

    private static Answer answer(String idKey, String id, String key, Permissions permissions) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put(idKey, id);
        put(document.putArray(key), permissions);
        return Answer.list(document, key, Column.at("GROUP", "Group"), Column.id("ACCOUNT", "UserId"));
    }

    static void put(ArrayNode list, Permissions permissions) {
        if (permissions.isPublic()) {
            list.addObject().put("Group", "all");
        }
        permissions.accounts().forEach(account -> list.addObject().put("UserId", account.value()));
    }
}
