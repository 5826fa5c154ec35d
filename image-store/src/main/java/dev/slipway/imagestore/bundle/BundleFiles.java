package dev.slipway.imagestore.bundle;

import static dev.slipway.imagestore.errors.StoreError.BUNDLE_NOT_FOUND;
import static dev.slipway.imagestore.errors.StoreError.INVALID_MANIFEST;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.FileFailure;
import dev.slipway.imagestore.bundle.manifest.Bundle;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.bundle.manifest.BundlePart;
import dev.slipway.imagestore.bundle.manifest.ManifestReader;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.layout.StoreLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The files of bundles in their buckets. The manifest is the commit point: it comes last and goes first. */
final class BundleFiles {

    /** Many times what the manifest of the largest disk takes. */
    private static final int LARGEST_MANIFEST = 1 << 20;

    private final StoreLayout layout;

    BundleFiles(StoreLayout layout) {
        this.layout = layout;
    }

    Path manifest(BundleLocation location) {
        return layout.bundleManifest(location.bucket(), location.prefix());
    }

    /** The folder that manifest and parts lie in. */
    Path folder(BundleLocation location) {
        return manifest(location).getParent();
    }

    /** The bundle there. Throws BUNDLE_NOT_FOUND, INVALID_MANIFEST. */
    Bundle read(BundleLocation location) {
        byte[] content = content(location);
        return new Bundle(location, new ManifestReader(location).read(content), digest(content));
    }

    /** The digest of a manifest's file, which tells a bundle from any other. Throws BUNDLE_NOT_FOUND, INVALID_MANIFEST. */
    String manifestDigest(BundleLocation location) {
        return digest(content(location));
    }

    private byte[] content(BundleLocation location) {
        Path file = manifest(location);
        if (!Files.isRegularFile(file, NOFOLLOW_LINKS)) {
            throw notFound(location);
        }
        try (InputStream in = Files.newInputStream(file, NOFOLLOW_LINKS)) {
            byte[] content = in.readNBytes(LARGEST_MANIFEST + 1);
            if (content.length > LARGEST_MANIFEST) {
                throw new StoreException(INVALID_MANIFEST, "The manifest '" + location.imageLocation()
                        + "' has more than " + LARGEST_MANIFEST + " bytes.");
            }
            return content;
        } catch (IOException e) {
            throw FileFailure.of(file, "be read", e);
        }
    }

    static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Where there are manifests, in the order of their names; names that are no location's are not ours. */
    List<BundleLocation> list() {
        if (!Files.isDirectory(layout.buckets())) {
            return List.of();
        }
        List<BundleLocation> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(layout.buckets())) {
            for (Path file : (Iterable<Path>) files.sorted()::iterator) {
                String name = layout.buckets().relativize(file).toString();
                if (name.endsWith(StoreLayout.BUNDLE_MANIFEST) && Files.isRegularFile(file, NOFOLLOW_LINKS)) {
                    add(found, name);
                }
            }
        } catch (IOException e) {
            throw FileFailure.of(layout.buckets(), "be read", e);
        }
        return found;
    }

    private static void add(List<BundleLocation> found, String name) {
        try {
            found.add(BundleLocation.of(name));
        } catch (StoreException e) {
            // A file of somebody else's, which no command could name.
        }
    }

    /** Moves complete parts into place; the caller has the bundle's lock and is in a transaction. */
    void place(BundleLocation location, List<BundlePart> parts, Path staged) {
        Path folder = folder(location);
        try {
            Files.createDirectories(folder);
            for (BundlePart part : parts) {
                Files.move(staged.resolve(part.filename()), folder.resolve(part.filename()));
            }
        } catch (IOException e) {
            throw FileFailure.of(folder, "be written", e);
        }
        DurableFiles.sync(folder);
    }

    /** Throws BUNDLE_NOT_FOUND when there is neither a manifest nor a part. */
    void requireSomething(BundleLocation location) {
        if (!Files.exists(manifest(location), NOFOLLOW_LINKS) && !hasParts(location)) {
            throw notFound(location);
        }
    }

    private static StoreException notFound(BundleLocation location) {
        return new StoreException(BUNDLE_NOT_FOUND, "There is no bundle '" + location.imageLocation() + "'.",
                "slipway bundle list");
    }

    /** Whether a file lies there that is a part of this bundle, or of one that never became complete. */
    boolean hasParts(BundleLocation location) {
        return Files.exists(folder(location).resolve(StoreLayout.bundlePartName(location.name(), 0)), NOFOLLOW_LINKS);
    }

    void deleteManifest(BundleLocation location) {
        DurableFiles.delete(manifest(location));
        if (Files.isDirectory(folder(location))) {
            DurableFiles.sync(folder(location));
        }
    }

    /** Deletes the parts, and the folders they leave empty; within a transaction, so that nobody fills one just then. */
    void deleteParts(BundleLocation location) {
        Path folder = folder(location);
        if (!Files.isDirectory(folder)) {
            return;
        }
        String begin = location.name() + ".part.";
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (name.startsWith(begin) && name.substring(begin.length()).chars().allMatch(Character::isDigit)
                        && !Files.isDirectory(file, NOFOLLOW_LINKS)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw FileFailure.of(folder, "be emptied", e);
        }
        deleteEmpty(folder);
    }

    private void deleteEmpty(Path folder) {
        Path at = folder;
        try {
            while (at.startsWith(layout.buckets())) {
                Files.deleteIfExists(at);
                at = at.getParent();
            }
        } catch (DirectoryNotEmptyException e) {
            // Another bundle lives there.
        } catch (IOException e) {
            throw FileFailure.of(at, "be deleted", e);
        }
    }
}
