package dev.slipway.imagestore.record;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.IOException;
import java.nio.file.Path;

/** A folder of the store that cannot be looked into. */
public final class FolderFailure {

    private FolderFailure() {
    }

    /** The error for this. */
    public static HostException of(Path folder, IOException cause) {
        return new HostException(HostError.FILE_FAILED, "The folder '" + folder + "' cannot be read.", cause);
    }
}
