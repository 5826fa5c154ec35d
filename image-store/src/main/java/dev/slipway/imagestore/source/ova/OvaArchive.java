package dev.slipway.imagestore.source.ova;

import static dev.slipway.imagestore.errors.StoreError.CHECKSUM_MISSING;
import static dev.slipway.imagestore.errors.StoreError.DISK_TOO_LARGE;
import static dev.slipway.imagestore.errors.StoreError.OVA_FOREIGN_FILE;
import static dev.slipway.imagestore.errors.StoreError.OVA_INVALID;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DigestAlgorithm;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.layer.DiskRules;
import dev.slipway.imagestore.layer.StagedFile;
import dev.slipway.imagestore.source.Checksum;
import dev.slipway.imagestore.source.ChecksumList;
import dev.slipway.imagestore.source.DigestingInput;
import dev.slipway.imagestore.source.PackedFile;
import dev.slipway.imagestore.source.SourceDisk;
import dev.slipway.imagestore.source.SpooledFile;
import dev.slipway.imagestore.source.Unpacking;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.input.CloseShieldInputStream;

/**
 * Takes a virtual appliance apart, reading it once. Its descriptor comes first, as the standard has it, so that nothing is
 * unpacked but what it names; entries are files with plain names, and end up under names of ours.
 */
public final class OvaArchive {

    private static final int MOST_ENTRIES = 1000;
    private static final int LONGEST_TEXT_BYTES = 4 << 20;
    private static final int BUFFER_BYTES = 1 << 18;

    private final DiskRules rules;
    private final Path name;
    private final Path staging;
    private final Progress progress;

    private final Set<String> seen = new HashSet<>();
    private final Map<String, Path> extracted = new HashMap<>();
    private String descriptorName;
    private byte[] descriptorText;
    private OvfDescriptor descriptor;
    private ChecksumList manifest;

    /** Will unpack into that folder; {@code name} is what the user calls the archive. */
    public OvaArchive(DiskRules rules, Path name, Path staging, Progress progress) {
        this.rules = rules;
        this.name = name;
        this.staging = staging;
        this.progress = progress;
    }

    /**
     * Its disks. Throws OVA_INVALID, OVA_FOREIGN_FILE, CHECKSUM_MISMATCH and CHECKSUM_MISSING by its manifest and by what
     * is expected of the whole, DISK_TOO_LARGE, and what unpacking throws. Called once.
     *
     * @param declared the format that its disks must have
     */
    public OvaContent take(Path file, Optional<Checksum> expected, Optional<DiskFormat> declared) {
        Set<DigestAlgorithm> algorithms = expected.map(e -> Set.of(e.algorithm())).orElse(Set.of());
        try {
            long size = Files.size(file);
            try (DigestingInput in = new DigestingInput(Files.newInputStream(file), algorithms, size)) {
                extract(in, size);
                if (expected.isPresent()) {
                    expected.get().require(in.finish().get(expected.get().algorithm()), name);
                }
            }
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The file '" + file + "' cannot be read.", e);
        }
        verify();
        return new OvaContent(disks(declared), descriptor.recognised());
    }

    private void extract(DigestingInput in, long size) {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new BufferedInputStream(CloseShieldInputStream.wrap(in), BUFFER_BYTES), "UTF-8")) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                progress.at("unpacking " + name.getFileName(), Math.min(in.count(), size), Math.max(1, size));
                take(check(entry), entry, tar);
            }
        } catch (SpooledFile.BrokenStream | IOException | IllegalArgumentException e) {
            throw new StoreException(OVA_INVALID, "The archive '" + name + "' is cut off or damaged.", null, e);
        }
        if (descriptor == null) {
            throw invalid("is empty");
        }
    }

    /** The entry's name, when it is one that an appliance may have. */
    private String check(TarArchiveEntry entry) {
        String entryName = entry.getName().startsWith("./") ? entry.getName().substring(2) : entry.getName();
        if (!isPlain(entryName)) {
            throw new StoreException(OVA_FOREIGN_FILE, "The archive '" + name + "' has an entry "
                    + Quoted.of(entry.getName()) + ", which is no plain file name.");
        }
        if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink() || entry.isDirectory() || entry.isFIFO()
                || entry.isCharacterDevice() || entry.isBlockDevice() || entry.isSparse()) {
            throw new StoreException(OVA_FOREIGN_FILE, "The archive '" + name + "' has an entry "
                    + Quoted.of(entryName) + " that is no plain file.");
        }
        if (!seen.add(entryName)) {
            throw invalid("has two entries " + Quoted.of(entryName));
        }
        if (seen.size() > MOST_ENTRIES) {
            throw invalid("has more than " + MOST_ENTRIES + " entries");
        }
        return entryName;
    }

    private void take(String entryName, TarArchiveEntry entry, InputStream content) throws IOException {
        String lower = entryName.toLowerCase(Locale.ROOT);
        if (descriptor == null) {
            if (!lower.endsWith(".ovf")) {
                throw invalid("does not begin with an OVF descriptor");
            }
            descriptorName = entryName;
            descriptorText = text(entryName, content);
            descriptor = OvfReader.read(descriptorText, name);
        } else if (lower.endsWith(".mf")) {
            manifest = ChecksumList.of(new String(text(entryName, content), StandardCharsets.UTF_8));
        } else if (descriptor.disks().stream().anyMatch(disk -> disk.file().filter(entryName::equals).isPresent())) {
            if (entry.getSize() > Unpacking.longestFile(rules)) {
                throw new StoreException(DISK_TOO_LARGE, "The archive '" + name + "' has an entry "
                        + Quoted.of(entryName) + " of " + entry.getSize() + " bytes; the limit for disks is "
                        + rules.maxVirtualBytes() + ".");
            }
            Path file = staging.resolve("entry-" + extracted.size());
            extracted.put(entryName, file);
            SpooledFile.write(content, file, written -> progress.at("unpacking " + entryName,
                    Math.min(written.bytes(), entry.getSize()), Math.max(1, entry.getSize())));
        }
    }

    private byte[] text(String entryName, InputStream content) throws IOException {
        byte[] text = content.readNBytes(LONGEST_TEXT_BYTES + 1);
        if (text.length > LONGEST_TEXT_BYTES) {
            throw invalid("has an entry " + Quoted.of(entryName) + " that is too long for what it should be");
        }
        return text;
    }

    /** Everything that is used must be as the manifest says, if there is one. */
    private void verify() {
        if (manifest == null) {
            return;
        }
        Path copy = staging.resolve("descriptor");
        DurableFiles.write(copy, descriptorText);
        verify(descriptorName, copy);
        extracted.forEach(this::verify);
    }

    private void verify(String entryName, Path file) {
        Checksum checksum = manifest.find(entryName).orElseThrow(() -> new StoreException(CHECKSUM_MISSING,
                "The manifest in '" + name + "' has no digest for " + Quoted.of(entryName) + "."));
        checksum.require(DurableFiles.digest(file, checksum.algorithm(), progress), name.resolve(entryName));
    }

    private List<SourceDisk> disks(Optional<DiskFormat> declared) {
        List<SourceDisk> disks = new ArrayList<>();
        for (OvfDisk disk : descriptor.disks()) {
            if (disk.file().isEmpty()) {
                disks.add(new SourceDisk.Blank(disk.capacityBytes()));
                continue;
            }
            String entryName = disk.file().get();
            Path shown = name.resolve(entryName);
            // Taken out: a file that two disks name is one disk, and then nothing is there any more.
            Path file = extracted.remove(entryName);
            if (file == null) {
                throw invalid("has no entry " + Quoted.of(entryName) + ", or names it for two disks");
            }
            if (PackedFile.is(file)) {
                Path unpacked = staging.resolve(file.getFileName() + "-unpacked");
                new PackedFile(file, shown).unpackTo(unpacked, Optional.empty(), rules, progress);
                DurableFiles.delete(file);
                file = unpacked;
            }
            disks.add(new SourceDisk.Own(new StagedFile(file, shown, Optional.empty()), declared));
        }
        return disks;
    }

    /** Whether a name can only be that of a file beside the descriptor. */
    static boolean isPlain(String text) {
        return !text.isEmpty() && !text.equals(".") && !text.equals("..") && text.indexOf('/') < 0
                && text.indexOf('\\') < 0 && text.chars().noneMatch(Character::isISOControl)
                && !text.regionMatches(true, 0, "file:", 0, 5);
    }

    private StoreException invalid(String why) {
        return new StoreException(OVA_INVALID, "The archive '" + name + "' " + why + ".");
    }
}
