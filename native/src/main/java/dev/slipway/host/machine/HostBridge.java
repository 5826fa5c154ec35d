package dev.slipway.host.machine;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The bridges of this host, as its kernel shows them. */
public final class HostBridge {

    private static final Path INTERFACES = Path.of("/sys/class/net");
    private static final Path SETTINGS = Path.of("/proc/sys/net/bridge");

    private HostBridge() {
    }

    /** Whether there is a bridge of this name; a text that can be no interface's name is none's. */
    public static boolean exists(String name) {
        return !name.isEmpty() && !name.startsWith(".") && name.indexOf('/') < 0
                && Files.isDirectory(INTERFACES.resolve(name).resolve("bridge"));
    }

    /** The host's own IPv4 addresses on it. */
    public static List<String> addresses(String name) {
        List<String> addresses = new ArrayList<>();
        try {
            NetworkInterface found = NetworkInterface.getByName(name);
            if (found != null) {
                for (InetAddress address : found.inetAddresses().toList()) {
                    if (address instanceof Inet4Address) {
                        addresses.add(address.getHostAddress());
                    }
                }
            }
        } catch (SocketException e) {
            throw new HostException(HostError.FILE_FAILED, "The addresses of the bridge '" + name + "' cannot be read.", e);
        }
        return addresses;
    }

    /**
     * The settings of the kernel that have to be 1 and are not, so that what passes over bridges is not shown to its packet filter:
     * no rule sees it then. IPv4 and IPv6 have one each.
     */
    public static List<String> unfiltered() {
        List<String> unfiltered = new ArrayList<>();
        for (String name : List.of("bridge-nf-call-iptables", "bridge-nf-call-ip6tables")) {
            Path setting = SETTINGS.resolve(name);
            try {
                if (!Files.exists(setting) || !Files.readString(setting).strip().equals("1")) {
                    unfiltered.add("net.bridge." + name);
                }
            } catch (IOException e) {
                throw new HostException(HostError.FILE_FAILED, setting + " cannot be read.", e);
            }
        }
        return unfiltered;
    }
}
