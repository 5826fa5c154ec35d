package dev.slipway.host.libvirt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file in which libvirt keeps what a domain's QEMU writes to its standard error, run after run. Of the system's daemon
 * only root may read it; to others it is empty.
 */
public final class QemuLog {

    private static final int KEPT_WORDS = 3;

    private static final String RUN_BEGINS = ": starting up libvirt version";
    private static final String SIGNALLED = "terminating on signal ";
    /** With these, libvirt ends a QEMU whose guest has shut down, or that somebody destroys. */
    private static final List<String> DAEMONS = List.of("libvirtd)", "virtqemud)");
    /** QEMU begins a line with its own name, behind the time: {@code 2026-11-20T16:24:01.123456Z qemu-system-x86_64: …}. */
    private static final String QEMU_SPEAKS = "qemu-system-";
    /** What QEMU and libvirt say of every run. */
    private static final List<String> USUAL = List.of("char device redirected to ", " is tainted: ", "shutting down, reason=");

    private final Path file;
    private final String run;

    QemuLog(Path file, String text) {
        this.file = file;
        this.run = lastRun(text);
    }

    /** The log of a domain on a daemon of this host, by the URI it is connected to, as it is now. */
    public static QemuLog of(String uri, String domain) {
        Path file = folder(uri, System.getenv()).resolve(domain + ".log");
        return new QemuLog(file, LogTail.of(file));
    }

    /** libvirt's own places: /var/log for the system's daemon, the user's cache for a session's. */
    static Path folder(String uri, Map<String, String> environment) {
        if (!uri.endsWith("/session")) {
            return Path.of("/var/log/libvirt/qemu");
        }
        String cache = environment.get("XDG_CACHE_HOME");
        Path base = cache != null && cache.startsWith("/") ? Path.of(cache)
                : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".cache");
        return base.resolve("libvirt").resolve("qemu").resolve("log");
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    /** Whether a signal of somebody else than libvirt ended QEMU: it says so, and libvirt takes it for an orderly end. */
    public boolean wasSignalled() {
        return lines().stream().anyMatch(line -> line.contains(SIGNALLED) && !isOfDaemon(line));
    }

    /** The last that QEMU said in its last run, its times and its name left out; empty where it said nothing of its own. */
    public Optional<String> lastWords() {
        List<String> said = new ArrayList<>();
        for (String line : lines()) {
            if (!line.isBlank() && !isUsual(line)) {
                said.add(withoutName(line).strip());
            }
        }
        List<String> last = said.subList(Math.max(0, said.size() - KEPT_WORDS), said.size());
        return last.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", last));
    }

    private static boolean isUsual(String line) {
        return USUAL.stream().anyMatch(line::contains) || line.contains(SIGNALLED) && isOfDaemon(line);
    }

    private static boolean isOfDaemon(String line) {
        return DAEMONS.stream().anyMatch(line::contains);
    }

    private static String withoutName(String line) {
        int name = line.indexOf(QEMU_SPEAKS);
        int colon = name < 0 ? -1 : line.indexOf(": ", name);
        return colon < 0 ? line : line.substring(colon + 2);
    }

    /** The lines behind the command line, all of whose lines but the last end in a backslash. */
    private List<String> lines() {
        List<String> all = run.lines().toList();
        int behind = 0;
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).endsWith("\\")) {
                behind = i + 2;
            }
        }
        return behind >= all.size() ? List.of() : all.subList(behind, all.size());
    }

    private static String lastRun(String text) {
        int begin = text.lastIndexOf(RUN_BEGINS);
        return begin < 0 ? text : text.substring(begin);
    }
}
