package dev.slipway.imagestore.source;

import static dev.slipway.imagestore.errors.StoreError.DISK_FORMAT_UNSUPPORTED;
import static dev.slipway.imagestore.errors.StoreError.SOURCE_NOT_FOUND;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.fetch.Download;
import dev.slipway.host.fetch.FetchLimits;
import dev.slipway.host.fetch.Fetched;
import dev.slipway.host.files.DigestAlgorithm;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.layer.DiskRules;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.layer.LayerImport;
import dev.slipway.imagestore.layer.StagedFile;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.source.ova.OvaArchive;
import dev.slipway.imagestore.source.ova.OvaContent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gets at the disks of a source, wherever it is and whatever it is packed in: fetched, checked against its digest, unpacked,
 * taken apart. Nothing of it is anywhere but in staging and among the downloads.
 */
public final class Sources {

    private final StoreLayout layout;
    private final DiskRules rules;

    public Sources(StoreLayout layout, DiskRules rules) {
        this.layout = layout;
        this.rules = rules;
    }

    /**
     * Opens a source. Throws SOURCE_NOT_FOUND, CHECKSUM_MISMATCH, CHECKSUM_MISSING, DECOMPRESSION_BOMB, OVA_INVALID,
     * OVA_FOREIGN_FILE, DISK codes, and {@code HostException} with the DOWNLOAD codes, NO_SPACE and INTERRUPTED.
     *
     * @param staging the folder of the operation that imports it; made when it is missing, deleted by the caller
     */
    public OpenedSource open(ImportSource source, Path staging, Progress progress) {
        return open(source, staging, progress, true);
    }

    /** As {@link #open}, and takes the file as it is, whatever it is: its one disk is the file itself. */
    public OpenedSource openWhole(ImportSource source, Path staging, Progress progress) {
        return open(source, staging, progress, false);
    }

    private OpenedSource open(ImportSource source, Path staging, Progress progress, boolean apart) {
        makeFolder(staging);
        OpenedSource opened = new OpenedSource(new LayerImport(rules), staging);
        boolean done = false;
        try {
            Optional<Checksum> expected = new ExpectedChecksum(staging, progress).of(source);
            Acquired acquired = acquire(source.location(), expected, opened, staging, progress);
            Failpoint.SOURCE_FETCHED.reached();
            opened.judged(() -> {
                if (apart) {
                    takeApart(acquired, source, expected, opened, staging, progress);
                } else {
                    opened.found(List.of(disk(acquired, source, expected, staging, progress)), Recognised.NOTHING);
                }
                return null;
            });
            Failpoint.SOURCE_UNPACKED.reached();
            done = true;
            return opened;
        } finally {
            if (!done) {
                opened.close();
            }
        }
    }

    /**
     * A file that has come.
     *
     * @param own whether it is the store's; the user's own may change while it is read
     * @param sha256 its digest where it is known
     * @param checked whether it has the digest that was expected, if any was
     */
    private record Acquired(Path file, Path name, boolean own, Optional<String> sha256, boolean checked) {
    }

    private Acquired acquire(SourceLocation location, Optional<Checksum> expected, OpenedSource opened, Path staging,
            Progress progress) {
        Path name = location.name();
        if (location instanceof SourceLocation.OnTheWeb web) {
            Download download = Download.open(layout.downloads(), web.address(),
                    FetchLimits.upTo(Unpacking.longestFile(rules)));
            opened.downloadedBy(download);
            Fetched fetched = download.run(withSha256(expected), progress);
            return opened.judged(() -> {
                expected.ifPresent(e -> e.require(fetched.digests().get(e.algorithm()), name));
                return new Acquired(fetched.file(), name, true,
                        Optional.of(fetched.digests().get(DigestAlgorithm.SHA256)), true);
            });
        }
        if (location instanceof SourceLocation.OnAStream stream) {
            Path file = staging.resolve("source");
            var digests = new StreamSpool(rules, progress).write(stream.stream(), withSha256(expected), file);
            expected.ifPresent(e -> e.require(digests.get(e.algorithm()), name));
            return new Acquired(file, name, true, Optional.of(digests.get(DigestAlgorithm.SHA256)), true);
        }
        if (!Files.exists(name)) {
            throw new StoreException(SOURCE_NOT_FOUND, "The file '" + name + "' does not exist.");
        }
        return new Acquired(name, name, false, Optional.empty(), expected.isEmpty());
    }

    private static Set<DigestAlgorithm> withSha256(Optional<Checksum> expected) {
        Set<DigestAlgorithm> algorithms = EnumSet.of(DigestAlgorithm.SHA256);
        expected.ifPresent(checksum -> algorithms.add(checksum.algorithm()));
        return algorithms;
    }

    private void takeApart(Acquired acquired, ImportSource source, Optional<Checksum> expected, OpenedSource opened,
            Path staging, Progress progress) {
        switch (SourceKind.of(acquired.file())) {
            case DISK -> opened.found(List.of(disk(acquired, source, expected, staging, progress)),
                    Recognised.NOTHING);
            case OVA -> {
                OvaContent content = new OvaArchive(rules, acquired.name(), staging, progress).take(acquired.file(),
                        acquired.checked() ? Optional.empty() : expected, source.format());
                opened.found(content.disks(), content.recognised());
            }
            case ARCHIVE -> {
                if (!acquired.checked()) {
                    Checksum checksum = expected.orElseThrow();
                    checksum.require(DurableFiles.digest(acquired.file(), checksum.algorithm(), progress), acquired.name());
                }
                opened.foundArchive(acquired.file());
            }
            case COMPRESSED -> {
                Path unpacked = staging.resolve("unpacked");
                new PackedFile(acquired.file(), acquired.name()).unpackTo(unpacked,
                        acquired.checked() ? Optional.empty() : expected, rules, progress);
                if (acquired.file().startsWith(staging)) {
                    DurableFiles.delete(acquired.file());
                }
                if (SourceKind.of(unpacked) == SourceKind.COMPRESSED) {
                    throw new StoreException(DISK_FORMAT_UNSUPPORTED,
                            "The file '" + acquired.name() + "' is compressed twice.", "Unpack it once yourself.");
                }
                takeApart(new Acquired(unpacked, acquired.name(), true, Optional.empty(), true), source, expected,
                        opened, staging, progress);
            }
        }
    }

    private static SourceDisk disk(Acquired acquired, ImportSource source, Optional<Checksum> expected, Path staging,
            Progress progress) {
        if (acquired.own()) {
            return new SourceDisk.Own(new StagedFile(acquired.file(), acquired.name(), acquired.sha256()),
                    source.format());
        }
        if (acquired.checked() || !Files.isRegularFile(acquired.file())) {
            return new SourceDisk.Foreign(new DiskSource(acquired.file(), source.format()));
        }
        // Hashed while it is copied: what was hashed is what is imported.
        Path copy = staging.resolve("source");
        String sha256 = DurableFiles.copyAndHash(acquired.file(), copy, progress);
        Checksum checksum = expected.orElseThrow();
        checksum.require(checksum.algorithm() == DigestAlgorithm.SHA256 ? sha256
                : DurableFiles.digest(copy, checksum.algorithm(), progress), acquired.name());
        return new SourceDisk.Own(new StagedFile(copy, acquired.name(), Optional.of(sha256)), source.format());
    }

    private static void makeFolder(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The folder '" + folder + "' cannot be made.", e);
        }
    }
}
