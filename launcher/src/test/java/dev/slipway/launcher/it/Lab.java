package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.DomainSummary;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.host.libvirt.agent.CommandResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * A home of its own for tests, with the guests of scripts/guests imported, and a look at what is left in the end.
 * Not below this user's temporary folder: QEMU runs as another user and must get there.
 */
final class Lab implements AutoCloseable {

    static final String PARAVIRTUAL = "tiny-pv";
    static final String HVM = "tiny";
    /** The smallest type that both kinds of tiny guest run on. */
    static final String TYPE = "lab.128m";
    /** Emulated guests share two processors with whatever else runs: only a guest that never comes meets this. */
    static final String PATIENCE = "5m";

    private final Slipway slipway;
    private final Supplier<Hypervisor> hypervisor;

    private Lab(Path home) {
        this(new Slipway(home), Hypervisor::connect);
    }

    private Lab(Slipway slipway, Supplier<Hypervisor> hypervisor) {
        this.slipway = slipway;
        this.hypervisor = hypervisor;
    }

    /** A home without images. */
    static Lab empty() {
        return new Lab(newHome());
    }

    /** A home whose program runs behind another one, on the libvirt at {@code uri}. */
    static Lab in(Path home, List<String> prefix, String uri) {
        return new Lab(new Slipway(home, prefix), () -> Hypervisor.connect(uri));
    }

    /** A folder of its own that QEMU's user can enter. */
    static Path newHome() {
        try {
            Path home = Files.createTempDirectory(Path.of("/var/tmp"), "slipway-it",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            // The mask of the process may have taken away what QEMU's user needs.
            Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A home in a folder that is there already, and that stays, empty. */
    static Lab in(Path home) {
        return new Lab(home);
    }

    /** A home with both kinds of tiny guest. */
    static Lab withTinyGuests() {
        Lab lab = empty();
        boolean complete = false;
        try {
            lab.importTinyGuests();
            complete = true;
            return lab;
        } finally {
            if (!complete) {
                lab.close();
            }
        }
    }

    void importTinyGuests() {
        Path tiny = guests().resolve("tiny");
        String kernel = imageId(slipway.json("kernel", "import", tiny.resolve("vmlinuz").toString(),
                "--name", "tiny-kernel"));
        String ramdisk = imageId(slipway.json("ramdisk", "import", tiny.resolve("initrd").toString(),
                "--name", "tiny-ramdisk"));
        slipway.json("image", "import", tiny.resolve("root.qcow2").toString(), "--name", PARAVIRTUAL,
                "--virtualization-type", "paravirtual", "--kernel", kernel, "--ramdisk", ramdisk);
        slipway.json("image", "import", tiny.resolve("disk.qcow2").toString(), "--name", HVM);
    }

    private String imageId(JsonNode imported) {
        return imported.path("ImageId").asText();
    }

    /** Where scripts/guests keeps what it made. */
    static Path guests() {
        String given = System.getenv("SLIPWAY_GUESTS");
        String cache = System.getenv("XDG_CACHE_HOME");
        Path guests = given != null ? Path.of(given)
                : (cache != null ? Path.of(cache) : Path.of(System.getProperty("user.home"), ".cache"))
                        .resolve("slipway").resolve("guests");
        assertTrue(Files.isDirectory(guests), () -> guests + " is missing; run scripts/guests all");
        return guests;
    }

    Slipway slipway() {
        return slipway;
    }

    /** Launches one instance, waits for its login prompt, and returns its id. */
    String launch(String image, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", image, "--type", TYPE, "--wait", "login",
                "--timeout", PATIENCE, "--show-console"));
        arguments.addAll(List.of(more));
        return instanceId(slipway.json(arguments.toArray(String[]::new)));
    }

    static String instanceId(JsonNode reservation) {
        return reservation.path("Instances").path(0).path("InstanceId").asText();
    }

    /** One instance as {@code instance describe} shows it. */
    JsonNode describe(String id) {
        return slipway.json("instance", "describe", id).path("Reservations").path(0).path("Instances").path(0);
    }

    String state(String id) {
        return describe(id).path("State").path("Name").asText();
    }

    /** Runs a command inside the guest, by its agent, and returns what it printed. */
    static String inside(String id, String command) {
        return inside(Hypervisor::connect, id, command);
    }

    /** The same, where the guest may be on another libvirt than the machine's own. */
    String insideOf(String id, String command) {
        return inside(hypervisor, id, command);
    }

    private static String inside(Supplier<Hypervisor> connection, String id, String command) {
        try (Hypervisor hypervisor = connection.get(); GuestDomain domain = hypervisor.require(id)) {
            awaitAgent(domain);
            CommandResult result = domain.agent().exec(List.of("/bin/sh", "-c", command), new byte[0], Duration.ofMinutes(10));
            assertEquals(0, result.exit(), () -> command + ": " + result.stderrText());
            return result.stdoutText();
        }
    }

    /** The agent answers a little later than the login prompt shows. */
    private static void awaitAgent(GuestDomain domain) {
        Await.until("the guest agent answers", () -> {
            domain.agent().ping();
            return true;
        });
    }

    Path region() {
        return slipway.home().resolve("regions").resolve("local-1");
    }

    /** Fails the test when a domain, a file or an operation of this home is left; what is left goes before the next one. */
    void assertNothingLeft() {
        try {
            findNothingLeft();
        } catch (AssertionError e) {
            keepConsoles();
            removeDomains();
            slipway.run("instance", "list");
            terminateAll();
            throw e;
        }
    }

    private void findNothingLeft() {
        for (JsonNode reservation : slipway.json("instance", "list").path("Reservations")) {
            for (JsonNode instance : reservation.path("Instances")) {
                assertEquals("terminated", instance.path("State").path("Name").asText(), instance::toPrettyString);
            }
        }
        for (String folder : List.of("volumes", "staging", "locks")) {
            assertEquals(List.of(), entries(region().resolve(folder)), folder);
        }
        assertEquals(List.of(), domains());
    }

    /** The domains that use a file of this home. */
    List<String> domains() {
        List<String> ours = new ArrayList<>();
        try (Hypervisor hypervisor = this.hypervisor.get()) {
            for (DomainSummary summary : hypervisor.domains()) {
                hypervisor.find(summary.name()).ifPresent(domain -> {
                    try (domain) {
                        if (domain.xml().contains(slipway.home().toString())) {
                            ours.add(domain.name());
                        }
                    } catch (HostException e) {
                        // One of somebody else's, which went while we looked.
                        if (e.kind() != HostError.DOMAIN_NOT_FOUND) {
                            throw e;
                        }
                    }
                });
            }
        }
        return ours;
    }

    static List<String> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void terminateAll() {
        for (JsonNode reservation : slipway.run("instance", "list").json().path("Reservations")) {
            for (JsonNode instance : reservation.path("Instances")) {
                if (!instance.path("State").path("Name").asText().equals("terminated")) {
                    slipway.run("instance", "terminate", instance.path("InstanceId").asText());
                }
            }
        }
    }

    /** What the guests of a failed test printed, for whoever looks into it. */
    private void keepConsoles() {
        Path kept = Path.of("target", "it-consoles");
        for (String id : entries(region().resolve("instances"))) {
            try {
                FileUtils.copyFile(region().resolve("instances").resolve(id).resolve("console.log").toFile(),
                        kept.resolve(id + ".log").toFile());
            } catch (IOException e) {
                System.err.println("the console of " + id + " cannot be kept: " + e);
            }
        }
    }

    private void removeDomains() {
        try (Hypervisor hypervisor = this.hypervisor.get()) {
            for (String name : domains()) {
                hypervisor.find(name).ifPresent(domain -> {
                    try (domain) {
                        domain.destroy();
                        domain.undefine();
                    }
                });
            }
        }
    }

    private static boolean isMountPoint(Path folder) throws IOException {
        return !Files.getAttribute(folder, "unix:dev").equals(Files.getAttribute(folder.getParent(), "unix:dev"));
    }

    /** Ends whatever a failed test left, and deletes the home. */
    @Override
    public void close() {
        removeDomains();
        try {
            FileUtils.cleanDirectory(slipway.home().toFile());
            if (!isMountPoint(slipway.home())) {
                FileUtils.deleteDirectory(slipway.home().toFile());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
