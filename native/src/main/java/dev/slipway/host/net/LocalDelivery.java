package dev.slipway.host.net;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.process.Subprocess;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Has the kernel deliver to the host itself what comes in over chosen interfaces for an IPv4 address that the host does not have,
 * and answer ARP for it there: a routing table of its own with that one address, and a rule for each interface (ip-rule(8)). What
 * the host's own programs send to the address, and what comes in over any other interface, goes the way it always went. Rules
 * live in the kernel, so they outlive a process that is killed.
 *
 * <p>Every method may throw PROGRAM_MISSING, PROGRAM_FAILED and, without CAP_NET_ADMIN, NETWORK_NOT_PERMITTED.
 */
public final class LocalDelivery {

    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final String address;
    private final String number;

    /** @param number of the routing table, and of the rules' place: small, so that they come before those of others */
    public LocalDelivery(InetAddress address, int number) {
        this.address = address.getHostAddress();
        this.number = Integer.toString(number);
    }

    /** The interfaces that have a rule now, whoever made it. */
    public Set<String> interfaces() {
        Set<String> names = new TreeSet<>();
        for (String line : ip("rule", "show").lines().toList()) {
            String name = interfaceOf(line);
            if (name != null) {
                names.add(name);
            }
        }
        return names;
    }

    /** The interface of a line such as {@code 169: from all to 169.254.169.254 iif virbr0 lookup 169}; null where it is none of ours. */
    private String interfaceOf(String line) {
        List<String> words = List.of(line.strip().split("\\s+"));
        int in = words.indexOf("iif");
        boolean ours = words.get(0).equals(number + ":") && words.contains(address) && in > 0 && in + 1 < words.size();
        return ours ? words.get(in + 1) : null;
    }

    /** Makes this so for an interface, which need not be there yet. */
    public void add(String name) {
        ip("route", "replace", "local", address + "/32", "dev", "lo", "table", number);
        ip("rule", "add", "priority", number, "to", address + "/32", "iif", name, "lookup", number);
    }

    /** Takes it back; does nothing where there is no such rule. */
    public void remove(String name) {
        while (interfaces().contains(name)) {
            ip("rule", "del", "priority", number, "to", address + "/32", "iif", name, "lookup", number);
        }
    }

    /** Takes all of it back. */
    public void clear() {
        interfaces().forEach(this::remove);
        if (!ip("route", "show", "table", number, "type", "local").isBlank()) {
            ip("route", "del", "local", address + "/32", "dev", "lo", "table", number);
        }
    }

    private static String ip(String... words) {
        String[] command = new String[words.length + 2];
        command[0] = "ip";
        command[1] = "-4";
        System.arraycopy(words, 0, command, 2, words.length);
        Subprocess.Output output = Subprocess.of(List.of(command), DEADLINE).runToAnyExit();
        if (output.exit() == 0) {
            return output.stdout();
        }
        // What asks for a table that nothing was ever in.
        if (output.stderr().contains("FIB table does not exist")) {
            return "";
        }
        boolean refused = output.stderr().contains("Operation not permitted");
        throw new HostException(refused ? HostError.NETWORK_NOT_PERMITTED : HostError.PROGRAM_FAILED,
                String.join(" ", command) + " failed: " + output.lastWords() + ".");
    }
}
