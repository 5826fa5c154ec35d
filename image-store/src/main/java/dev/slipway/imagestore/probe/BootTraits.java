package dev.slipway.imagestore.probe;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.imagestore.source.Recognised;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out how a disk boots, and on what: by the boot loaders in its EFI system partition, by the types of its
 * partitions, by the code in its first sector. A disk is the word of whoever made it: it may be wrong, but it can do no
 * harm; what makes no sense is as good as nothing.
 *
 * @see <a href="https://uapi-group.org/specifications/specs/discoverable_partitions_specification/">partition types</a>
 */
public final class BootTraits {

    private static final String FOR_X86_64 = "BOOTX64 EFI";
    private static final String FOR_ARM64 = "BOOTAA64EFI";
    private static final String FOR_I386 = "BOOTIA32EFI";
    private static final String EFI_FOLDER = "EFI        ";
    private static final String BOOT_FOLDER = "BOOT       ";

    private BootTraits() {
    }

    /** What a layer's disk, which was found sound, says of itself. */
    public static Recognised of(Path disk) {
        try (Qcow2Content content = new Qcow2Content(disk)) {
            if (content.sizeBytes() < 512) {
                return Recognised.NOTHING;
            }
            PartitionTable table = PartitionTable.of(content);
            Set<String> loaders = new TreeSet<>();
            for (Partition partition : table.partitions()) {
                if (partition.isEfiSystem()) {
                    loaders.addAll(loaders(content, partition));
                }
            }
            return judge(table, loaders);
        } catch (IOException e) {
            // Nothing that could be understood: then nothing is known.
            return Recognised.NOTHING;
        }
    }

    private static List<String> loaders(Qcow2Content disk, Partition partition) {
        try {
            List<String> files = new ArrayList<>(new FatVolume(disk, partition).files(EFI_FOLDER, BOOT_FOLDER));
            files.retainAll(List.of(FOR_X86_64, FOR_ARM64, FOR_I386));
            return files;
        } catch (IOException e) {
            // Not a file system that firmware reads, either.
            return List.of();
        }
    }

    private static Recognised judge(PartitionTable table, Set<String> loaders) {
        List<String> notes = new ArrayList<>();
        boolean efi = !loaders.isEmpty();
        boolean bios = table.bootCode() && !table.partitions().isEmpty()
                && (!table.gpt() || table.has(Partition.BIOS_BOOT));
        Optional<Architecture> architecture = byLoader(loaders).or(() -> byRoot(table));
        Optional<BootMode> mode = efi && bios ? Optional.of(BootMode.UEFI_PREFERRED)
                : efi ? Optional.of(BootMode.UEFI) : bios ? Optional.of(BootMode.LEGACY_BIOS) : Optional.empty();
        if (mode.isPresent()) {
            notes.add("The disk boots by " + (efi ? "UEFI (" + String.join(", ", names(loaders)) + ")" : "")
                    + (efi && bios ? " and by " : "") + (bios ? "BIOS" : "") + ": boot mode " + mode.get().word() + ".");
        }
        architecture.ifPresent(found -> notes.add("The disk has a "
                + (efi ? "boot loader" : "root partition") + " for " + found + "."));
        return new Recognised(Optional.empty(), architecture, mode, Optional.empty(), notes);
    }

    private static List<String> names(Set<String> loaders) {
        return loaders.stream().map(name -> name.substring(0, 8).strip() + "." + name.substring(8)).toList();
    }

    private static Optional<Architecture> byLoader(Set<String> loaders) {
        if (loaders.contains(FOR_X86_64)) {
            // Together with a loader for ARM it is installation media; here it is what this product is mostly used on.
            return Optional.of(Architecture.X86_64);
        }
        if (loaders.contains(FOR_ARM64)) {
            return Optional.of(Architecture.ARM64);
        }
        return loaders.contains(FOR_I386) ? Optional.of(Architecture.I386) : Optional.empty();
    }

    private static Optional<Architecture> byRoot(PartitionTable table) {
        if (table.has(Partition.ROOT_X86_64)) {
            return Optional.of(Architecture.X86_64);
        }
        if (table.has(Partition.ROOT_ARM64)) {
            return Optional.of(Architecture.ARM64);
        }
        return table.has(Partition.ROOT_I386) ? Optional.of(Architecture.I386) : Optional.empty();
    }
}
