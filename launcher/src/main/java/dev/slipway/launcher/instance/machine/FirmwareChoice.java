package dev.slipway.launcher.instance.machine;

import dev.slipway.host.files.FileFailure;
import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.domain.MachineType;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.firmware.Firmware;
import dev.slipway.launcher.firmware.FirmwareMachine;
import dev.slipway.launcher.firmware.FirmwareSearch;
import dev.slipway.launcher.instance.record.BootSource;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.UefiFirmware;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Chooses the firmware that instances boot by, out of what the host has. */
public final class FirmwareChoice {

    private final FirmwareSearch search;

    /** Chooses from what {@code search} finds. */
    public FirmwareChoice(FirmwareSearch search) {
        this.search = search;
    }

    /** The firmware for guests of an architecture, if the host has one. */
    public Optional<UefiFirmware> find(Architecture architecture, boolean secureBoot) {
        return search.find(machine(architecture), secureBoot).map(found -> recorded(found, secureBoot));
    }

    /** The same; throws FIRMWARE_MISSING. */
    public UefiFirmware require(Architecture architecture, boolean secureBoot) {
        return recorded(search.require(machine(architecture), secureBoot), secureBoot);
    }

    /**
     * What an instance boots by at its next start: as recorded, unless the host no longer has that firmware; then what it has instead.
     * Throws FIRMWARE_MISSING, also when the instance's variables would not fit the other one.
     */
    public BootSource renewed(Instance instance, StoreLayout layout) {
        Optional<UefiFirmware> had = instance.boot().uefi();
        if (had.isEmpty() || Files.exists(Path.of(had.get().code()))) {
            return instance.boot();
        }
        UefiFirmware has = require(instance.hardware().architecture(), had.get().secureBoot());
        Path variables = new InstanceFiles(layout, instance.instanceId()).uefiVariables();
        if (Files.exists(variables) && size(variables) != size(Path.of(has.variablesTemplate()))) {
            throw new LauncherException(LauncherError.FIRMWARE_MISSING, "The firmware '" + had.get().code()
                    + "' of the instance '" + instance.instanceId() + "' is gone, and its variables do not fit '" + has.code() + "'.",
                    "install it again, or give up the variables: rm " + variables, null);
        }
        return BootSource.disk(instance.boot().bootMode(), Optional.of(has));
    }

    /** How descriptors name the machine of guests that boot by UEFI. */
    public static FirmwareMachine machine(Architecture architecture) {
        return new FirmwareMachine(qemuName(architecture), MachineType.withUefi(architecture).family());
    }

    /** QEMU's word for an architecture; libvirt's differs where libvirt names a processor. */
    private static String qemuName(Architecture architecture) {
        return switch (architecture) {
            case I386 -> "i386";
            case X86_64, ARM64 -> architecture.libvirtName();
        };
    }

    private static UefiFirmware recorded(Firmware found, boolean secureBoot) {
        return new UefiFirmware(
                found.code().toString(), found.variablesTemplate().toString(), secureBoot, found.requiresSmm());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw FileFailure.of(file, "be looked at", e);
        }
    }
}
