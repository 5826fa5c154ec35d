package dev.slipway.launcher.smoke;

import dev.slipway.host.files.FileFailure;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.host.libvirt.QemuLog;
import dev.slipway.launcher.instance.record.InstanceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is kept of a case that failed, in a folder of its name: console, domain, QEMU's log, and how it ended. */
public final class Artifacts {

    /** Keeps nothing. */
    public static final Artifacts NONE = new Artifacts(null, null, null);

    private static final String VERDICT = "verdict.txt";
    private static final String CONSOLE = "console.log";
    private static final String QEMU = "qemu.log";
    private static final String DOMAIN = "domain.xml";
    private static final List<String> NAMES = List.of(VERDICT, CONSOLE, QEMU, DOMAIN);

    private final Path folder;
    private final Supplier<Hypervisor> hypervisor;
    private final Function<InstanceId, Path> console;

    private Artifacts(Path folder, Supplier<Hypervisor> hypervisor, Function<InstanceId, Path> console) {
        this.folder = folder;
        this.hypervisor = hypervisor;
        this.console = console;
    }

    /**
     * Artifacts in this folder, which is made where it is missing. Throws FILE_FAILED where nothing can be written there: before a
     * boot, not after it.
     *
     * @param hypervisor asked for a failed guest's domain
     * @param console where the file of an instance's console is
     */
    public static Artifacts in(Path folder, Supplier<Hypervisor> hypervisor, Function<InstanceId, Path> console) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".write", null));
        } catch (IOException e) {
            throw FileFailure.of(folder, "be written to", e);
        }
        return new Artifacts(folder, hypervisor, console);
    }

    /** The same result, with the folder where it was kept: its instance is about to go. One that passed is not kept. */
    CaseResult keep(CaseResult result) {
        if (folder == null || result.passed()) {
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
            if (result.instance().isPresent()) {
                keepMachine(place, result.instance().get().instanceId());
            }
        } catch (IOException e) {
            throw FileFailure.of(place, "be written to", e);
        }
        return new CaseResult(result.number(), result.smokeCase(), result.instance(), result.verdict(), result.error(),
                result.millis(), Optional.of(place));
    }

    private void keepMachine(Path place, InstanceId id) throws IOException {
        copy(console.apply(id), place.resolve(CONSOLE));
        copy(QemuLog.of(hypervisor.get().uri(), id.value()).file(), place.resolve(QEMU));
        Optional<GuestDomain> found = hypervisor.get().find(id.value());
        if (found.isPresent()) {
            try (GuestDomain domain = found.get()) {
                Files.writeString(place.resolve(DOMAIN), domain.xml());
            }
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
