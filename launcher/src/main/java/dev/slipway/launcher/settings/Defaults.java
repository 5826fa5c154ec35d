package dev.slipway.launcher.settings;

import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.layer.Chains;
import dev.slipway.imagestore.layer.DiskRules;
import dev.slipway.imagestore.layout.StoreLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Every default of every setting. */
public final class Defaults {

    /** The region every store has from the start. */
    public static final String REGION = StoreLayout.DEFAULT_REGION;
    /** Small enough for every host, and what EC2's own examples use. */
    public static final String INSTANCE_TYPE = "t3.micro";
    /** KVM where it works, emulation where it does not. */
    public static final String ACCELERATOR = "auto";
    /** What needs no privileges. */
    public static final String NETWORK = "user";
    /** What reaches guests on every network, whether or not anybody serves metadata. */
    public static final String SEED = "nocloud";
    /** All of the host's memory, once: a host that swaps, or whose kernel ends guests, helps nobody. */
    public static final double MEMORY_OVERCOMMIT = 1.0;
    /**
     * Guests wait most of the time, and share processors as well as programs do: what is too many only makes them slower.
     * The bound is there for the launch that would bring the whole host to a halt.
     */
    public static final double CPU_OVERCOMMIT = 16.0;
    /** Long enough for a full distribution's first boot in emulation. */
    public static final Duration TIMEOUT = Duration.ofMinutes(5);
    /** An emulated guest on a busy host is silent for a minute now and then, while it unpacks its ramdisk or makes keys. */
    public static final Duration SILENCE = Duration.ofMinutes(4);
    /** The largest volume EC2 has. */
    public static final long MAX_DISK_SIZE_BYTES = DiskRules.DEFAULT.maxVirtualBytes();

    /** How deep a chain of layers may become. */
    public static final int MAX_CHAIN_DEPTH = Chains.DEFAULT_LIMIT;

    private static final int ACCOUNT_DIGITS = 12;

    private Defaults() {
    }

    /**
     * Where the store is when nobody says: {@code /var/lib/slipway} for root, the user's data folder for everybody
     * else ({@code XDG_DATA_HOME}, which is {@code ~/.local/share} unless set).
     */
    static Path home(int uid, Map<String, String> environment) {
        if (uid == 0) {
            return Path.of("/var/lib/slipway");
        }
        String data = environment.get("XDG_DATA_HOME");
        // The base directory specification: a relative path is invalid and has to be ignored.
        if (data != null && data.startsWith("/")) {
            return Path.of(data, "slipway");
        }
        return userHome(environment).resolve(Path.of(".local", "share", "slipway"));
    }

    /** Where private keys are when nobody says: the user's own folder, whichever home the store is in. */
    static Path keyFolder(Map<String, String> environment) {
        return userHome(environment).resolve(Path.of(".ssh", "slipway"));
    }

    private static Path userHome(Map<String, String> environment) {
        String home = environment.get("HOME");
        return Path.of(home == null || home.isEmpty() ? System.getProperty("user.home") : home);
    }

    /** The account of a Unix user: the uid with zeros in front, so root is 000000000000. */
    static AccountId account(int uid) {
        String digits = Integer.toUnsignedString(uid);
        return new AccountId("0".repeat(ACCOUNT_DIGITS - digits.length()) + digits);
    }

    /** A table for people, JSON for everything else. */
    static OutputFormat output(boolean terminal) {
        return terminal ? OutputFormat.TABLE : OutputFormat.JSON;
    }
}
