package dev.slipway.host.files;

import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/**
 * Tells when files of a folder are written, by the kernel's own word (inotify): whoever waits costs nothing. On file
 * systems of other hosts, what those write is not told.
 */
public final class FolderWatch implements AutoCloseable {

    private final WatchService watch;

    private FolderWatch(WatchService watch) {
        this.watch = watch;
    }

    /**
     * Begins to watch, on a daemon thread. Throws FILE_FAILED where the kernel watches no more.
     *
     * @param prefix how the names of the files begin that matter
     * @param written called on that thread, once for several writes that come together
     */
    public static FolderWatch begin(Path folder, String prefix, Runnable written) {
        try {
            WatchService service = folder.getFileSystem().newWatchService();
            folder.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
            Thread thread = new Thread(() -> run(service, prefix, written), "folder-watch");
            thread.setDaemon(true);
            thread.start();
            return new FolderWatch(service);
        } catch (IOException e) {
            throw FileFailure.of(folder, "be watched", e);
        }
    }

    private static void run(WatchService service, String prefix, Runnable written) {
        try {
            boolean watched = true;
            while (watched) {
                WatchKey key = service.take();
                boolean matters = false;
                for (WatchEvent<?> event : key.pollEvents()) {
                    // Without a name more happened than the kernel kept.
                    matters |= event.context() == null || event.context().toString().startsWith(prefix);
                }
                watched = key.reset();
                if (matters) {
                    written.run();
                }
            }
        } catch (ClosedWatchServiceException | InterruptedException e) {
            // Closed: that is how it ends.
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it; at most one more call comes. */
    @Override
    public void close() {
        try {
            watch.close();
        } catch (IOException e) {
            throw FileFailure.of(Path.of("inotify"), "be closed", e);
        }
    }
}
