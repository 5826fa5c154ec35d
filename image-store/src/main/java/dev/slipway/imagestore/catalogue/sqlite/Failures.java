package dev.slipway.imagestore.catalogue.sqlite;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;

/** What SQLite's result codes mean to a user (<a href="https://sqlite.org/rescode.html">result codes</a>). */
final class Failures {

    private static final int PERM = 3;
    private static final int BUSY = 5;
    private static final int READONLY = 8;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    static final int CANTOPEN = 14;
    private static final int CONSTRAINT = 19;
    private static final int NOTADB = 26;
    private static final int IOERR = 10;
    /** By how much SQLite lets the file grow that its processes share. */
    private static final long SHARED_MEMORY_STEP = 32 * 1024;
    private static final int PRIMARY_CODE = 0xff;

    private Failures() {
    }

    static boolean isBusy(SQLException e) {
        return primaryCode(e) == BUSY;
    }

    static SlipwayException of(SQLException e, Path file) {
        return switch (primaryCode(e)) {
            case BUSY -> new StoreException(StoreError.STORE_BUSY,
                    "The catalogue " + file + " is kept busy by other processes.", "Try again.", e);
            case FULL -> full(e, file);
            // Where the file that its processes share cannot grow, SQLite reports a fault of the disk.
            case IOERR -> isFull(file) ? full(e, file) : failed(e, file);
            case CORRUPT, NOTADB -> new StoreException(StoreError.STORE_CORRUPT,
                    "The catalogue " + file + " is damaged: " + e.getMessage() + ".", null, e);
            case PERM, READONLY, CANTOPEN -> new StoreException(StoreError.STORE_NOT_PERMITTED,
                    "The catalogue " + file + " cannot be opened for writing.",
                    "Its folder must be writable too; SLIPWAY_HOME chooses another one.", e);
            case CONSTRAINT -> new StoreException(StoreError.RECORD_EXISTS,
                    "A record like this exists: " + e.getMessage() + ".", null, e);
            default -> failed(e, file);
        };
    }

    private static HostException full(SQLException e, Path file) {
        return new HostException(HostError.NO_SPACE, "The disk of the catalogue " + file + " is full.", e);
    }

    private static HostException failed(SQLException e, Path file) {
        return new HostException(HostError.FILE_FAILED,
                "The catalogue " + file + " failed: " + e.getMessage() + ".", e);
    }

    private static boolean isFull(Path file) {
        return file.toAbsolutePath().getParent().toFile().getUsableSpace() < SHARED_MEMORY_STEP;
    }

    private static int primaryCode(SQLException e) {
        return e.getErrorCode() & PRIMARY_CODE;
    }
}
