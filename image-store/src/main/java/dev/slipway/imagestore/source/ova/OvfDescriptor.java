package dev.slipway.imagestore.source.ova;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.imagestore.image.ImageName;
import dev.slipway.imagestore.source.Recognised;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a descriptor says of its machine.
 *
 * @param disks in the order in which the machine has them
 * @param name what it calls the machine
 * @param system what it calls the operating system, in the words of whoever wrote it
 * @param systemId the same as a number of the CIM schema's
 * @param efi whether it names the firmware, and whether that is UEFI
 */
record OvfDescriptor(
        List<OvfDisk> disks, Optional<String> name, String system, Optional<Integer> systemId, Optional<Boolean> efi) {

    /** The numbers of CIM_OperatingSystem whose names end in "64-Bit". */
    private static final Set<Integer> SYSTEMS_64_BIT = Set.of(80, 83, 85, 90, 92, 94, 96, 98, 100, 101, 102, 103, 107, 109);

    OvfDescriptor {
        disks = List.copyOf(disks);
    }

    Recognised recognised() {
        List<String> notes = new ArrayList<>();
        Optional<String> imageName = name.filter(OvfDescriptor::isImageName);
        imageName.ifPresent(text -> notes.add("The OVF names the machine " + Quoted.of(text) + "."));
        Optional<Architecture> architecture = architecture();
        architecture.ifPresent(found -> notes.add("The OVF names a system for " + found + "."));
        Optional<BootMode> bootMode = efi.map(uefi -> uefi ? BootMode.UEFI : BootMode.LEGACY_BIOS);
        bootMode.ifPresent(mode -> notes.add("The OVF asks for " + mode.word() + " firmware."));
        Optional<String> platform = system.toLowerCase(Locale.ROOT).contains("windows")
                ? Optional.of("windows") : Optional.empty();
        return new Recognised(imageName, architecture, bootMode, platform, notes);
    }

    private Optional<Architecture> architecture() {
        String text = system.toLowerCase(Locale.ROOT);
        if (text.contains("arm64") || text.contains("aarch64")) {
            return Optional.of(Architecture.ARM64);
        }
        return text.contains("64") || systemId.filter(SYSTEMS_64_BIT::contains).isPresent()
                ? Optional.of(Architecture.X86_64) : Optional.empty();
    }

    private static boolean isImageName(String text) {
        try {
            ImageName.check(text);
            return true;
        } catch (StoreException e) {
            return false;
        }
    }
}
