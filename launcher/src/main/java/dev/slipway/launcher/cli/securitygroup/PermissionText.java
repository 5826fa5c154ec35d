package dev.slipway.launcher.cli.securitygroup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.securitygroup.Permission;
import dev.slipway.launcher.service.PermissionDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what the AWS CLI takes for {@code --ip-permissions}: a list of EC2's IpPermission as JSON, or one. */
final class PermissionText {

    private static final String FILE = "file://";

    private PermissionText() {
    }

    /** The rules, one for each range and group. Throws PERMISSION_MALFORMED. */
    static List<Permission> read(String text) {
        try {
            String json = text.startsWith(FILE) ? Files.readString(Path.of(text.substring(FILE.length()))) : text;
            JsonNode root = new ObjectMapper().readTree(json);
            List<Permission> permissions = new ArrayList<>();
            if (root.isArray()) {
                for (JsonNode each : root) {
                    permissions.addAll(PermissionDocument.read(each));
                }
            } else {
                permissions.addAll(PermissionDocument.read(root));
            }
            return permissions;
        } catch (JsonProcessingException e) {
            throw malformed("The permissions are no JSON: " + e.getOriginalMessage() + ".");
        } catch (IOException e) {
            throw malformed("The permissions in '" + text + "' cannot be read.");
        }
    }

    private static LauncherException malformed(String sentence) {
        return new LauncherException(LauncherError.PERMISSION_MALFORMED, sentence);
    }
}
