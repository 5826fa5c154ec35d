package dev.slipway.launcher.firmware;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the firmware for a guest. The host is looked at when it is first asked for, and then once. */
public final class FirmwareSearch {

    /** Debian's packages, by QEMU's word for the architecture. */
    private static final Map<String, String> PACKAGES =
            Map.of("x86_64", "ovmf", "i386", "ovmf-ia32", "aarch64", "qemu-efi-aarch64");

    private final Supplier<List<Firmware>> descriptors;
    private List<Firmware> found;

    /** @param descriptors asked for once, the preferred first */
    public FirmwareSearch(Supplier<List<Firmware>> descriptors) {
        this.descriptors = descriptors;
    }

    /** A search on this host. */
    public static FirmwareSearch onHost() {
        return new FirmwareSearch(() -> FirmwareDescriptors.ofHost().read());
    }

    /**
     * The preferred firmware for a machine.
     *
     * @param secureBoot whether it must refuse what nobody signed; otherwise it must not, and one that asks
     *     for no system management mode is preferred, because that is one thing less to emulate
     */
    public Optional<Firmware> find(FirmwareMachine machine, boolean secureBoot) {
        Optional<Firmware> best = Optional.empty();
        for (Firmware firmware : all()) {
            boolean fits = firmware.runsOn(machine) && (secureBoot ? firmware.enforcesSecureBoot() : firmware.isOpen());
            if (fits && (best.isEmpty() || !secureBoot && best.get().requiresSmm() && !firmware.requiresSmm())) {
                best = Optional.of(firmware);
            }
        }
        return best;
    }

    /** The same; throws FIRMWARE_MISSING, with the package that brings one. */
    public Firmware require(FirmwareMachine machine, boolean secureBoot) {
        return find(machine, secureBoot).orElseThrow(() -> new LauncherException(LauncherError.FIRMWARE_MISSING,
                "This host has no UEFI firmware for " + machine.qemuArchitecture()
                        + (secureBoot ? " with Secure Boot and its keys." : "."), remedy(machine), null));
    }

    /** The command that brings the firmware for a machine. */
    public static String remedy(FirmwareMachine machine) {
        return "apt-get install " + PACKAGES.getOrDefault(machine.qemuArchitecture(), "ovmf");
    }

    private synchronized List<Firmware> all() {
        if (found == null) {
            found = descriptors.get();
        }
        return found;
    }
}
