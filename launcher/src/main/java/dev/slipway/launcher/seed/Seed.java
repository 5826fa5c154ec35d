package dev.slipway.launcher.seed;

import static dev.slipway.launcher.errors.LauncherError.INVALID_PARAMETER_VALUE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.errors.LauncherException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an instance is told about itself.
 *
 * @param instanceId a guest does its first-boot work again when this changes
 * @param hostname letters, digits, dashes and dots
 * @param placement where the instance is; cloud-init shows it as {@code v1.availability_zone} and {@code ds.meta_data.region}
 * @param publicKeys lines in OpenSSH's form, for the image's own user
 * @param networkConfig cloud-init's network configuration as YAML; without it guests take DHCP on their first card
 */
public record Seed(String instanceId, String hostname, Placement placement, List<String> publicKeys, UserData userData,
        Optional<String> networkConfig) {

    /** The label of the file system that guests look for. */
    public static final String VOLUME_LABEL = "cidata";

    /** What cloud-init calls this cloud. */
    private static final String CLOUD = "slipway";
    private static final int LONGEST_HOSTNAME = 253;
    private static final int LONGEST_LABEL = 63;

    public Seed {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(placement, "placement");
        requireNonNull(userData, "userData");
        requireNonNull(networkConfig, "networkConfig");
        publicKeys = List.copyOf(publicKeys);
        requireHostname(hostname);
    }

    /** Throws INVALID_PARAMETER_VALUE for a name that no guest can have. */
    public static void requireHostname(String name) {
        if (!isHostname(name)) {
            throw new LauncherException(INVALID_PARAMETER_VALUE, "The host name " + YamlText.quoted(name)
                    + " is none: it may have letters, digits and dashes, in parts joined by dots.");
        }
    }

    /** The files by name. All names are short and flat, so that every file system can carry them. */
    public Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("meta-data", metaData().getBytes(UTF_8));
        // Without the file, even an empty one, cloud-init does not take the disk for a seed.
        files.put("user-data", userData.bytes());
        networkConfig.ifPresent(yaml -> files.put("network-config", yaml.getBytes(UTF_8)));
        return files;
    }

    private String metaData() {
        StringBuilder yaml = new StringBuilder(256);
        yaml.append("instance-id: ").append(YamlText.quoted(instanceId)).append('\n');
        yaml.append("local-hostname: ").append(YamlText.quoted(hostname)).append('\n');
        yaml.append("cloud-name: ").append(YamlText.quoted(CLOUD)).append('\n');
        yaml.append("region: ").append(YamlText.quoted(placement.region())).append('\n');
        yaml.append("availability-zone: ").append(YamlText.quoted(placement.availabilityZone())).append('\n');
        if (!publicKeys.isEmpty()) {
            yaml.append("public-keys:\n");
            for (String key : publicKeys) {
                yaml.append("  - ").append(YamlText.quoted(key)).append('\n');
            }
        }
        return yaml.toString();
    }

    private static boolean isHostname(String name) {
        if (name.isEmpty() || name.length() > LONGEST_HOSTNAME) {
            return false;
        }
        int labelStart = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || name.charAt(i) == '.') {
                if (!isLabel(name, labelStart, i)) {
                    return false;
                }
                labelStart = i + 1;
            }
        }
        return true;
    }

    private static boolean isLabel(String name, int start, int end) {
        if (end == start || end - start > LONGEST_LABEL || name.charAt(start) == '-' || name.charAt(end - 1) == '-') {
            return false;
        }
        for (int i = start; i < end; i++) {
            char c = name.charAt(i);
            if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-') {
                return false;
            }
        }
        return true;
    }
}
