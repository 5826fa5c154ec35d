package dev.slipway.host.fetch;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DigestAlgorithm;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.KernelLock;
import dev.slipway.host.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * A download in a folder of its own below a common one, named after the address: begun again, by any process, it goes on
 * where it stopped. Locked while it is open. Closing keeps what has come, {@link #discard()} removes it.
 *
 * <p>Codes: those of {@link HttpFetch}, NO_SPACE, FILE_FAILED, INTERRUPTED.
 */
public final class Download implements AutoCloseable {

    private static final String LOCK = "lock";
    private static final String CONTENT = "content";
    private static final String STATE = "state.json";
    private static final int KEY_DIGITS = 32;
    private static final int LOCK_ATTEMPTS = 10;

    private final WebAddress address;
    private final Path folder;
    private final FetchLimits limits;
    private final KernelLock lock;
    private final boolean resumable;
    private boolean discarded;

    private Download(WebAddress address, Path folder, FetchLimits limits, KernelLock lock, boolean resumable) {
        this.address = address;
        this.folder = folder;
        this.limits = limits;
        this.lock = lock;
        this.resumable = resumable;
    }

    /**
     * Opens the download of this address below a folder that is made when it is missing. While another process fetches
     * the same, this one does so in a folder beside.
     */
    public static Download open(Path downloads, WebAddress address, FetchLimits limits) {
        String key = key(address);
        Path shared = downloads.resolve(key);
        Path own = downloads.resolve(key + "-" + ProcessHandle.current().pid() + "-"
                + Long.toHexString(System.nanoTime()));
        return lock(shared).map(lock -> new Download(address, shared, limits, lock, true))
                .or(() -> lock(own).map(lock -> new Download(address, own, limits, lock, false)))
                .orElseThrow(() -> new IllegalStateException("a folder of one's own is locked by nobody else"));
    }

    private static Optional<KernelLock> lock(Path folder) {
        for (int attempt = 1; ; attempt++) {
            try {
                Files.createDirectories(folder);
                return KernelLock.tryTake(folder.resolve(LOCK));
            } catch (IOException | HostException e) {
                // Its last owner has just removed the folder.
                if (Files.exists(folder) || attempt == LOCK_ATTEMPTS) {
                    throw e instanceof HostException known ? known : new HostException(HostError.FILE_FAILED,
                            "The folder '" + folder + "' cannot be made.", e);
                }
            }
        }
    }

    private static String key(WebAddress address) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(address.uri().toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, KEY_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Fetches what has not come yet, and hashes all of it. What has come stays when this fails. */
    public Fetched run(Set<DigestAlgorithm> digests, Progress progress) {
        Path content = folder.resolve(CONTENT);
        Path state = folder.resolve(STATE);
        DownloadState known = DownloadState.read(state);
        if (known.validator().isEmpty()) {
            // Nobody could tell whether what comes now belongs to what has come then.
            DurableFiles.delete(content);
        }
        try (PartialFile partial = new PartialFile(content, limits.maxBytes(), digests, progress)) {
            new HttpFetch(address, limits, partial, known, state, progress).run();
            long length = partial.length();
            return new Fetched(content, length, partial.complete());
        }
    }

    private boolean hasContent() {
        try {
            return Files.size(folder.resolve(CONTENT)) > 0;
        } catch (IOException e) {
            // Not there: nothing has come, or it was taken.
            return false;
        }
    }

    /** Removes all that has come, and lets go. */
    public void discard() {
        // Once it was let go of, what is there is somebody else's.
        if (!discarded) {
            discarded = true;
            remove(folder, lock);
        }
    }

    /** Removes the downloads below a folder that nobody works on and that were last touched before that moment. */
    public static void removeOlderThan(Path downloads, long epochMillis) {
        if (!Files.isDirectory(downloads)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(downloads)) {
            for (Path folder : folders) {
                Path content = folder.resolve(CONTENT);
                Path touched = Files.exists(content) ? content : folder;
                if (Files.getLastModifiedTime(touched).toMillis() < epochMillis) {
                    KernelLock.tryTake(folder.resolve(LOCK)).ifPresent(lock -> remove(folder, lock));
                }
            }
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The folder '" + downloads + "' cannot be read.", e);
        }
    }

    private static void remove(Path folder, KernelLock lock) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (!file.endsWith(LOCK)) {
                    DurableFiles.delete(file);
                }
            }
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The folder '" + folder + "' cannot be emptied.", e);
        }
        lock.closeAndDelete();
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            // Somebody begins it anew at this moment.
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The folder '" + folder + "' cannot be deleted.", e);
        }
    }

    /** Lets go and keeps what has come, where anybody could go on with it, and unless it was discarded. */
    @Override
    public void close() {
        if (!resumable || !hasContent()) {
            discard();
        }
        lock.close();
    }
}
