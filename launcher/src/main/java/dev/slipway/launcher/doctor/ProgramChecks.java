package dev.slipway.launcher.doctor;

import dev.slipway.host.process.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The programs Slipway runs, and Java itself. */
final class ProgramChecks {

    private static final int OLDEST_JAVA = 17;

    /** A program, the Debian package it comes in, and what cannot be done without it; nothing where no launch can. */
    private record Needed(String program, String debianPackage, Optional<String> purpose) {

        static Needed always(String program, String debianPackage) {
            return new Needed(program, debianPackage, Optional.empty());
        }

        static Needed forPurpose(String program, String debianPackage, String purpose) {
            return new Needed(program, debianPackage, Optional.of(purpose));
        }

    }

    private static final List<Needed> PROGRAMS = List.of(
            Needed.always("qemu-img", "qemu-utils"),
            Needed.always("genisoimage", "genisoimage"),
            Needed.always("prlimit", "util-linux"),
            Needed.always("qemu-system-x86_64", "qemu-system-x86"),
            Needed.forPurpose("qemu-system-aarch64", "qemu-system-arm", "arm64 guests cannot run"),
            Needed.forPurpose("grub-mkimage", "grub-common grub-pc-bin", "no PV-GRUB can be made"),
            Needed.forPurpose("swtpm_setup", "swtpm swtpm-tools", "Windows guests get no TPM"));

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
        return needed.purpose().isEmpty()
                ? Check.failed(needed.program(), "Not installed.", remedy)
                : Check.note(needed.program(), "Not installed; " + needed.purpose().get() + ".", remedy);
    }
}
