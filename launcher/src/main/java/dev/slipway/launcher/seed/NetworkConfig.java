package dev.slipway.launcher.seed;

import java.util.List;

/**
 * cloud-init's <a href="https://docs.cloud-init.io/en/latest/reference/network-config-format-v2.html">network configuration,
 * version 2</a>: DHCP on every card, each known by its hardware address.
 */
public final class NetworkConfig {

    /** As EC2's own images have it: the first card's default route counts, and each further one's less. */
    private static final int METRIC = 100;

    private NetworkConfig() {
    }

    /** The configuration of cards with these hardware addresses, in their order. */
    public static String dhcp(List<String> macs) {
        StringBuilder yaml = new StringBuilder("version: 2\nethernets:\n");
        for (int i = 0; i < macs.size(); i++) {
            int metric = METRIC * (i + 1);
            yaml.append("  card").append(i).append(":\n");
            yaml.append("    match:\n      macaddress: ").append(YamlText.quoted(macs.get(i))).append('\n');
            yaml.append("    dhcp4: true\n    dhcp4-overrides:\n      route-metric: ").append(metric).append('\n');
            yaml.append("    dhcp6: true\n    dhcp6-overrides:\n      route-metric: ").append(metric).append('\n');
            // A card whose network is slow, or has no DHCP, is not to hold the boot up.
            yaml.append("    optional: ").append(i > 0).append('\n');
        }
        return yaml.toString();
    }
}
