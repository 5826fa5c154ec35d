package dev.slipway.host.libvirt;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.binding.LibvirtError;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells QEMU dying at start from libvirt failing, and finds the words of the program that failed: QEMU's in libvirt's message,
 * those of a program that prepares for it in the log that the message names.
 */
final class StartFailure {

    /** How libvirt puts it that QEMU ended early; what QEMU wrote to stderr follows where it wrote anything. */
    private static final String[] ENDINGS = {
        "process exited while connecting to monitor",
        "QEMU unexpectedly closed the monitor",
        "qemu unexpectedly closed the monitor",
        "Unable to read from monitor",
    };

    /** QEMU begins a line with its own name, most often after the time: {@code 2026-11-20T16:24:01.123456Z qemu-system-x86_64: …}. */
    private static final String QEMU_SPEAKS = "qemu-system-";

    /** How libvirt sends its reader to the log of a program it ran before QEMU, such as swtpm_setup. */
    private static final Pattern NAMED_LOG = Pattern.compile("Check error log '(/[^']+)' for details");
    /** How swtpm_setup ends its part of the log, whatever happened. */
    private static final String FAREWELL = "Ending vTPM manufacturing";
    private static final int KEPT_WORDS = 2;

    private StartFailure() {
    }

    static HostException of(String domain, LibvirtError error) {
        if (!isDeath(error.words())) {
            return error.ofDomain(domain, "cannot be started" + wordsOfNamedLog(error.words()));
        }
        return new HostException(HostError.QEMU_DIED,
                "QEMU died while the domain '" + domain + "' was started: " + qemuWords(error.words()) + ".");
    }

    static boolean isDeath(String words) {
        for (String ending : ENDINGS) {
            if (words.contains(ending)) {
                return true;
            }
        }
        // A daemon under another locale translates its part, QEMU does not. A path to QEMU is no speech.
        int name = words.indexOf(": " + QEMU_SPEAKS);
        return name >= 0 || words.contains("Z " + QEMU_SPEAKS);
    }

    /** The last of what the program said whose log libvirt names, as a clause; empty where none is named or it cannot be read. */
    static String wordsOfNamedLog(String words) {
        Matcher log = NAMED_LOG.matcher(words);
        if (!log.find()) {
            return "";
        }
        List<String> said = LogTail.of(Path.of(log.group(1))).lines().map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith(FAREWELL)).toList();
        return said.isEmpty() ? "" : ", since '" + String.join(" ", said.subList(Math.max(0, said.size() - KEPT_WORDS), said.size())) + "'";
    }

    /** QEMU's lines without their times and names, or libvirt's words where QEMU said nothing. */
    static String qemuWords(String words) {
        StringBuilder spoken = new StringBuilder();
        for (String line : words.split("\n")) {
            int name = line.indexOf(QEMU_SPEAKS);
            int colon = name < 0 ? -1 : line.indexOf(": ", name);
            if (colon >= 0) {
                spoken.append(spoken.isEmpty() ? "" : "; ").append(line.substring(colon + 2).strip());
            } else if (!spoken.isEmpty() && !line.isBlank()) {
                // A line that goes on from the one before.
                spoken.append("; ").append(line.strip());
            }
        }
        String said = spoken.isEmpty() ? words : spoken.toString();
        return said.endsWith(".") ? said.substring(0, said.length() - 1) : said;
    }
}
