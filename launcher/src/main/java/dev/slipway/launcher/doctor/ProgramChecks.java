package dev.slipway.launcher.doctor;

import dev.slipway.host.process.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The programs Slipway runs, and Java itself. */
final class ProgramChecks {

    private static final int OLDEST_JAVA = 17;

    /** A program, the Debian package it comes in, and whether launches fail without it. */
    private record Needed(String program, String debianPackage, boolean always) {
    }

    private static final List<Needed> PROGRAMS = List.of(
            new Needed("qemu-img", "qemu-utils", true),
            new Needed("genisoimage", "genisoimage", true),
            new Needed("prlimit", "util-linux", true),
            new Needed("qemu-system-x86_64", "qemu-system-x86", true),
            new Needed("qemu-system-aarch64", "qemu-system-arm", false));

    private ProgramChecks() {
    }

    static List<Check> run() {
        List<Check> checks = new ArrayList<>();
        checks.add(java());
        for (Needed needed : PROGRAMS) {
            checks.add(program(needed));
        }
        return checks;
    }

    private static Check java() {
        String finding = "Java " + Runtime.version() + " in " + System.getProperty("java.home") + ".";
        return Runtime.version().feature() >= OLDEST_JAVA
                ? Check.ok("java", finding)
                : Check.failed("java", finding, Optional.of("apt-get install openjdk-17-jre-headless"));
    }

    private static Check program(Needed needed) {
        Optional<Program> found = Program.find(needed.program());
        if (found.isPresent()) {
            return Check.ok(needed.program(), found.get().versionLine().orElse("Installed") + ".");
        }
        Optional<String> remedy = Optional.of("apt-get install --no-install-recommends " + needed.debianPackage());
        return needed.always()
                ? Check.failed(needed.program(), "Not installed.", remedy)
                : Check.warning(needed.program(), "Not installed; guests of its architecture cannot run.", remedy);
    }
}
