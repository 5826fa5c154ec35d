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
            case FULL -> new HostException(HostError.NO_SPACE,
                    "The disk of the catalogue " + file + " is full.", e);
            case CORRUPT, NOTADB -> new StoreException(StoreError.STORE_CORRUPT,
                    "The catalogue " + file + " is damaged: " + e.getMessage() + ".", null, e);
            case PERM, READONLY, CANTOPEN -> new StoreException(StoreError.STORE_NOT_PERMITTED,
                    "The catalogue " + file + " cannot be opened for writing.",
                    "Its folder must be writable too; SLIPWAY_HOME chooses another one.", e);
            case CONSTRAINT -> new StoreException(StoreError.RECORD_EXISTS,
                    "A record like this exists: " + e.getMessage() + ".", null, e);
            default -> new HostException(HostError.FILE_FAILED,
                    "The catalogue " + file + " failed: " + e.getMessage() + ".", e);
        };
    }

    private static int primaryCode(SQLException e) {
        return e.getErrorCode() & PRIMARY_CODE;
    }
}
