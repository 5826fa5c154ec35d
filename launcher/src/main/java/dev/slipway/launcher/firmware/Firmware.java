package dev.slipway.launcher.firmware;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A UEFI firmware as its descriptor presents it: code that all guests share, and a variable store that each guest's begins as.
 *
 * @param descriptor the file that presents it
 * @param code the firmware's code, which no guest writes to
 * @param variablesTemplate the variable store that a new guest's is a copy of
 * @param targets the machines it is made for
 * @param features what it has and what it needs, in QEMU's words, such as {@code secure-boot}
 */
public record Firmware(Path descriptor, Path code, Path variablesTemplate, List<Target> targets, Set<String> features) {

    private static final String SECURE_BOOT = "secure-boot";
    private static final String ENROLLED_KEYS = "enrolled-keys";
    private static final String REQUIRES_SMM = "requires-smm";

    /**
     * Machines of one architecture.
     *
     * @param architecture in QEMU's words, such as {@code aarch64}
     * @param machines patterns of QEMU's names of machines with their versions, such as {@code pc-q35-*}
     */
    public record Target(String architecture, List<String> machines) {

        public Target {
            requireNonNull(architecture, "architecture");
            machines = List.copyOf(machines);
        }

        /** Whether the versions of a machine are among them, of which {@code family} is what all their names begin with. */
        boolean has(FirmwareMachine machine) {
            return architecture.equals(machine.qemuArchitecture())
                    && machines.stream().anyMatch(pattern -> NamePattern.matches(pattern, machine.family()));
        }
    }

    public Firmware {
        requireNonNull(descriptor, "descriptor");
        requireNonNull(code, "code");
        requireNonNull(variablesTemplate, "variablesTemplate");
        targets = List.copyOf(targets);
        features = Set.copyOf(features);
    }

    /** Whether it runs on a machine. */
    public boolean runsOn(FirmwareMachine machine) {
        return targets.stream().anyMatch(target -> target.has(machine));
    }

    /** Whether it refuses boot loaders that nobody signed: it can, and its variables come with the keys to judge by. */
    public boolean enforcesSecureBoot() {
        return features.contains(SECURE_BOOT) && features.contains(ENROLLED_KEYS);
    }

    /** Whether guests may boot whatever they like until they enroll keys of their own. */
    boolean isOpen() {
        return !features.contains(ENROLLED_KEYS);
    }

    /** Whether it keeps its variables from the guest's kernel by system management mode, which the machine must then have. */
    public boolean requiresSmm() {
        return features.contains(REQUIRES_SMM);
    }
}
