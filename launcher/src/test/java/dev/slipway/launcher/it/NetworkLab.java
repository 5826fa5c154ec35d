package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.libvirt.Hypervisor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A host within the host: a libvirtd with a NAT network, in network, mount and process namespaces of their own, and the
 * built program beside it with a home of its own. Nothing in it sees the network or the libvirt of the machine, all
 * traffic stays inside, and all of it ends with one process, at the latest with this one. Takes root.
 */
final class NetworkLab implements AutoCloseable {

    /** The NAT network that is there from the beginning, and starts with the daemon. */
    static final String NETWORK = "default";
    /** What its addresses begin with; the host has 1, DHCP gives from 100 to 199. */
    static final String PREFIX = "192.168.150.";

    private static final Path SOCKET = Path.of("run/libvirt/libvirt-sock");
    private static final String DAEMON_PID = "/run/libvirt/libvirtd.pid";
    private static final String LOG_DAEMON_PID = "/run/libvirt/virtlogd.pid";
    private static final long MINUTES_UNTIL_HUNG = 5;

    private final Process holder;
    private final long init;
    private Lab lab;

    private NetworkLab(Process holder, long init) {
        this.holder = holder;
        this.init = init;
    }

    /** A host that has just been switched on. */
    static NetworkLab start() {
        try {
            Process holder = new ProcessBuilder("unshare", "--net", "--mount", "--pid", "--fork", "--mount-proc", "--kill-child",
                    "bash", Scripts.of("network-lab").toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            BufferedReader says = new BufferedReader(holder.inputReader(StandardCharsets.UTF_8));
            assertEquals("ready", says.readLine(), "the lab takes root, util-linux and iproute2; see scripts/setup --tests");
            NetworkLab made = new NetworkLab(holder, holder.children().findFirst().orElseThrow().pid());
            made.startDaemons();
            made.define("network", network(NETWORK, "virbr0", PREFIX));
            made.virsh("net-autostart", NETWORK);
            made.virsh("net-start", NETWORK);
            made.lab = Lab.in(Lab.newHome(), made.prefix(), made.uri());
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** libvirt's XML of a NAT network whose addresses begin so. */
    static String network(String name, String bridge, String prefix) {
        return "<network><name>" + name + "</name><forward mode='nat'/><bridge name='" + bridge + "' stp='off' delay='0'/>"
                + "<ip address='" + prefix + "1' netmask='255.255.255.0'><dhcp><range start='" + prefix + "100' end='"
                + prefix + "199'/></dhcp></ip></network>";
    }

    /** The home in it, whose program runs inside. */
    Lab lab() {
        return lab;
    }

    /** Where its libvirt can be reached from outside. */
    String uri() {
        return "qemu+unix:///system?socket=" + Path.of("/proc", Long.toString(init), "root").resolve(SOCKET);
    }

    /** A connection to its libvirt, for the caller to close. */
    Hypervisor connect() {
        return Hypervisor.connect(uri());
    }

    /** Runs a command in the guest, by its agent. */
    String inside(String id, String command) {
        return lab.insideOf(id, command);
    }

    /** Runs a program inside the host, which must succeed, and returns what it printed. */
    String run(String... command) {
        Ended ended = tried(command);
        assertEquals(0, ended.exit(), () -> String.join(" ", command) + ": " + ended.printed());
        return ended.printed();
    }

    /** How a program ended, and what it printed on both its outputs. */
    record Ended(int exit, String printed) {
    }

    /** Runs a program inside the host, which may fail. */
    Ended tried(String... command) {
        List<String> all = new ArrayList<>(prefix());
        all.addAll(List.of(command));
        try {
            Path printed = Files.createTempFile("slipway-it", ".out");
            try {
                // A file and no pipe: a daemon that it leaves behind would hold the pipe open.
                Process process = new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(printed.toFile()).start();
                process.getOutputStream().close();
                if (!process.waitFor(MINUTES_UNTIL_HUNG, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new AssertionError("hung: " + String.join(" ", command));
                }
                return new Ended(process.exitValue(), Files.readString(printed));
            } finally {
                Files.delete(printed);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs virsh on its libvirt. */
    String virsh(String... arguments) {
        List<String> command = new ArrayList<>(List.of("virsh", "-q", "-c", "qemu:///system"));
        command.addAll(List.of(arguments));
        return run(command.toArray(String[]::new));
    }

    /** Defines a network, a filter or a domain by its XML. */
    void define(String kind, String xml) {
        try {
            Path file = Files.createTempFile("slipway-it", ".xml");
            Files.writeString(file, xml);
            virsh(kind.equals("domain") ? "define" : kind.equals("network") ? "net-define" : "nwfilter-define", file.toString());
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends libvirt's daemon as a signal of this name would, {@code TERM} or {@code KILL}; its guests run on. */
    void endDaemon(String signal) {
        run("bash", "-c", "pid=$(cat " + DAEMON_PID + "); kill -" + signal + " $pid; while kill -0 $pid 2>/dev/null; do sleep 0.1; done");
    }

    /** Starts libvirt's daemons where they do not run, and returns once they answer. */
    void startDaemons() {
        startDaemon("virtlogd", LOG_DAEMON_PID);
        startDaemon("libvirtd", DAEMON_PID);
        Await.until("libvirtd answers", () -> tried("virsh", "-c", "qemu:///system", "list").exit() == 0);
    }

    private void startDaemon(String program, String pid) {
        if (tried("bash", "-c", "kill -0 $(cat " + pid + ")").exit() != 0) {
            run(program, "--daemon", "--pid-file", pid);
        }
    }

    /** Ends libvirt's daemon and starts it again. */
    void restartDaemon() {
        endDaemon("TERM");
        startDaemons();
    }

    /**
     * Pulls the plug of the host and switches it on again: every process in it is killed, and all that a real host forgets
     * is forgotten. What was to start with the host starts.
     */
    void reboot() {
        cutPower();
        startDaemons();
    }

    /** The first half of {@link #reboot}. */
    void cutPower() {
        // Spares the first process and the one that asks.
        run("bash", "-c", "kill -KILL -1; find /run/libvirt -mindepth 1 -delete; nft flush ruleset;"
                + " for link in $(ip -o link | sed -n 's/^[0-9]*: \\([^:@]*\\).*/\\1/p' | grep -v '^lo$'); do"
                + " ip link delete \"$link\" || true; done");
    }

    /** What a program runs behind to be inside. */
    List<String> prefix() {
        return List.of("nsenter", "--target", Long.toString(init), "--net", "--mount", "--pid", "--wdns=/",
                "setpriv", "--pdeathsig", "KILL");
    }

    /** Switches it off for good. */
    @Override
    public void close() {
        try {
            if (lab != null) {
                lab.close();
            }
            holder.getOutputStream().close();
            assertTrue(holder.waitFor(MINUTES_UNTIL_HUNG, TimeUnit.MINUTES), "the lab does not end");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
