package dev.slipway.host.libvirt.network;

import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.LibvirtJava;
import dev.slipway.host.libvirt.binding.NativeHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.libvirt.jna.CStringByReference;

/**
 * A TCP connection through the user networking of QEMU, as its monitor's {@code info usernet} lists it. A connection to a forwarded
 * port is taken by QEMU before the guest has said anything; only here is seen whether the guest took it too.
 *
 * @param state TCP's own word for it, such as {@code SYN_SENT} or {@code ESTABLISHED}
 * @param hostPort the port of the host that it came in by, or goes out by
 * @param guestPort the port of the guest
 */
public record UserConnection(String state, int hostPort, int guestPort) {

    private static final String LIST = "info usernet";
    /** VIR_DOMAIN_QEMU_MONITOR_COMMAND_HMP. */
    private static final int HUMAN = 1;
    private static final Pattern LINE = Pattern.compile(
            "TCP\\[([A-Z0-9_]+)]\\s+\\S+\\s+\\S+\\s+(\\d+)\\s+\\S+\\s+(\\d+)\\s");

    /** Whether the guest has taken the connection, be it that it has ended since. */
    public boolean isTaken() {
        return switch (state) {
            case "ESTABLISHED", "FIN_WAIT_1", "FIN_WAIT_2", "CLOSE_WAIT", "CLOSING", "LAST_ACK", "TIME_WAIT" -> true;
            default -> false;
        };
    }

    /** The connections of a running domain; made by {@code GuestDomain.userConnections()}. */
    public static List<UserConnection> of(String domain, NativeHandle handle) {
        CStringByReference answer = new CStringByReference();
        int result;
        try (NativeHandle.Use use = handle.use()) {
            result = LibvirtJava.qemuCalls().virDomainQemuMonitorCommand(LibvirtJava.domain(use), LIST, answer, HUMAN);
        }
        if (result < 0) {
            throw LibvirtError.last().ofDomain(domain, "list its user network's connections");
        }
        return parse(answer.getValue().toString());
    }

    static List<UserConnection> parse(String table) {
        List<UserConnection> connections = new ArrayList<>();
        Matcher line = LINE.matcher(table);
        while (line.find()) {
            connections.add(new UserConnection(line.group(1), Integer.parseInt(line.group(2)), Integer.parseInt(line.group(3))));
        }
        return connections;
    }
}
