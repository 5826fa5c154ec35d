package dev.slipway.host.libvirt;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.binding.LibvirtError;

/** Tells QEMU dying at start from libvirt failing, and finds QEMU's own words in libvirt's message. */
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

    private StartFailure() {
    }

    static HostException of(String domain, LibvirtError error) {
        if (!isDeath(error.words())) {
            return error.ofDomain(domain, "cannot be started");
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
