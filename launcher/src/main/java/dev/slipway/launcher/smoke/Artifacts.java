package dev.slipway.launcher.smoke;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.host.libvirt.QemuLog;
import dev.slipway.host.process.ShellWords;
import dev.slipway.launcher.domain.Display;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is kept of a case, in a folder of its name: how it ended, what it was, and what reproduces it. */
public final class Artifacts {

    /** Keeps nothing. */
    public static final Artifacts NONE = new Artifacts(null, false, null, null, null);

    private static final String VERDICT = "verdict.txt";
    private static final String COMMAND = "command.txt";
    private static final String VERSIONS = "versions.txt";
    private static final String TRACE = "trace.txt";
    private static final String CONSOLE = "console.log";
    private static final String QEMU = "qemu.log";
    private static final String DOMAIN = "domain.xml";
    private static final String SCREEN = "screen.png";
    private static final List<String> NAMES = List.of(VERDICT, COMMAND, VERSIONS, TRACE, CONSOLE, QEMU, DOMAIN, SCREEN);

    private final Path folder;
    private final boolean always;
    private final Supplier<Hypervisor> hypervisor;
    private final Function<InstanceId, Path> console;
    private final Function<InstanceId, byte[]> screen;

    private Artifacts(Path folder, boolean always, Supplier<Hypervisor> hypervisor, Function<InstanceId, Path> console,
            Function<InstanceId, byte[]> screen) {
        this.folder = folder;
        this.always = always;
        this.hypervisor = hypervisor;
        this.console = console;
        this.screen = screen;
    }

    /**
     * Artifacts in this folder, which is made where it is missing. Throws FILE_FAILED where nothing can be written there: before a
     * boot, not after it.
     *
     * @param always whether a case that passed is kept too
     * @param hypervisor asked for a guest's domain
     */
    public static Artifacts in(Path folder, boolean always, Supplier<Hypervisor> hypervisor, Instances instances) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".write", null));
        } catch (IOException e) {
            throw FileFailure.of(folder, "be written to", e);
        }
        return new Artifacts(folder, always, hypervisor, instances::console, id -> instances.access().screenshot(id));
    }

    /** The same result, with the folder where it was kept, if it was: its instance is about to go. */
    CaseResult keep(CaseResult result) {
        if (folder == null || result.passed() && !always) {
            return result;
        }
        Path place = folder.resolve(result.number() + "-" + fileName(result.smokeCase().name()));
        try {
            Files.createDirectories(place);
            // What an earlier run kept there is not this one's.
            for (String name : NAMES) {
                Files.deleteIfExists(place.resolve(name));
            }
            Files.writeString(place.resolve(VERDICT), result.sentence() + ".\n"
                    + result.error().flatMap(error -> error.hint()).map(hint -> hint + "\n").orElse(""));
            Files.writeString(place.resolve(COMMAND), ShellWords.line(result.smokeCase().command()) + "\n");
            Files.writeString(place.resolve(VERSIONS), versions(result));
            if (result.instance().isPresent()) {
                keepMachine(place, result.instance().get());
            }
        } catch (IOException e) {
            throw FileFailure.of(place, "be written to", e);
        }
        return result.keptIn(place);
    }

    private String versions(CaseResult result) {
        String slipway = Artifacts.class.getPackage().getImplementationVersion();
        return "slipway " + (slipway == null ? "(not built)" : slipway) + "\n"
                + "libvirt " + hypervisor.get().libvirtVersion() + " at " + hypervisor.get().uri() + "\n"
                + hypervisor.get().hypervisorVersion() + "\n"
                + "Java " + Runtime.version() + "\n"
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch") + "\n"
                + result.instance().map(instance -> "accelerator " + instance.hardware().accelerator().word() + "\n").orElse("");
    }

    private void keepMachine(Path place, Instance instance) throws IOException {
        InstanceId id = instance.instanceId();
        StringBuilder trace = new StringBuilder();
        for (Trace.Phase phase : instance.trace().phases()) {
            trace.append(phase.name()).append(' ').append(phase.millis()).append(" ms\n");
        }
        Files.writeString(place.resolve(TRACE), trace);
        copy(console.apply(id), place.resolve(CONSOLE));
        copy(QemuLog.of(hypervisor.get().uri(), id.value()).file(), place.resolve(QEMU));
        Optional<GuestDomain> found = hypervisor.get().find(id.value());
        if (found.isPresent()) {
            try (GuestDomain domain = found.get()) {
                Files.writeString(place.resolve(DOMAIN), domain.xml());
                if (instance.display() != Display.NONE && domain.isActive()) {
                    keepScreen(place, id);
                }
            }
        }
    }

    /** A guest that goes off meanwhile has none; the rest tells why. */
    private void keepScreen(Path place, InstanceId id) throws IOException {
        try {
            Files.write(place.resolve(SCREEN), screen.apply(id));
        } catch (SlipwayException e) {
            Files.writeString(place.resolve(VERDICT), Files.readString(place.resolve(VERDICT)) + "No picture of the screen: "
                    + e.getMessage() + "\n");
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        if (Files.isReadable(from)) {
            Files.copy(from, to);
        }
    }

    /** An image's name as a file's: letters, digits, dots and dashes stay. */
    private static String fileName(String name) {
        StringBuilder file = new StringBuilder();
        for (char c : name.toCharArray()) {
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '-';
            file.append(plain ? c : '_');
        }
        return file.toString();
    }
}
