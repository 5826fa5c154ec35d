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
    private static final Path FILTERED = Path.of("/proc/sys/net/bridge/bridge-nf-call-iptables");

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

    /** Whether what passes over bridges is shown to the kernel's packet filter; without that, no rule sees it. */
    public static boolean isFiltered() {
        try {
            return Files.exists(FILTERED) && Files.readString(FILTERED).strip().equals("1");
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, FILTERED + " cannot be read.", e);
        }
    }
}
