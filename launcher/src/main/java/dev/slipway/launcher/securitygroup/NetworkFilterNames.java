package dev.slipway.launcher.securitygroup;

import dev.slipway.imagestore.layout.StoreLayout;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What the network filters of a region are called in libvirt, where those of every region and home of the host are:
 * {@code slipway-}, eight digits that stand for the region's folder, and whose filter it is.
 */
public final class NetworkFilterNames {

    private static final int DIGITS = 8;

    private final String folder;
    private String prefix;

    /** The names of filters of the region in {@code layout}. */
    public NetworkFilterNames(StoreLayout layout) {
        this(layout.regionFolder().toAbsolutePath().normalize().toString());
    }

    NetworkFilterNames(String folder) {
        this.folder = folder;
    }

    /** Made when it is first asked for: Java's digests cost 15 ms of a cold start, and most commands name no filter. */
    private String prefix() {
        if (prefix == null) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(folder.getBytes(StandardCharsets.UTF_8));
                prefix = "slipway-" + HexFormat.of().formatHex(digest).substring(0, DIGITS) + "-";
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
        return prefix;
    }

    /** The filter with a group's rules. */
    public String group(SecurityGroupId group) {
        return prefix() + group;
    }

    /** The filter of an instance's network card. */
    public String card(String instanceId, int deviceIndex) {
        return prefix() + instanceId + "-" + deviceIndex;
    }

    /** Whether a filter is one of this region's. */
    public boolean isOurs(String name) {
        return name.startsWith(prefix());
    }

    /** What stands behind the region's part of a name: a group's id, or an instance's and a number. */
    public String owner(String name) {
        return name.substring(prefix().length());
    }

    /** Always the same for a name: libvirt takes a new definition of a filter only under its old UUID. */
    static String uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
