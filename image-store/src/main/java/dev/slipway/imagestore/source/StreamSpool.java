package dev.slipway.imagestore.source;

import static dev.slipway.imagestore.errors.StoreError.DISK_TOO_LARGE;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DigestAlgorithm;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.layer.DiskRules;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Keeps what comes on standard input. */
final class StreamSpool {

    /** How much will come nobody knows: enough for the quick digests. */
    private static final long LARGE = 1L << 30;

    private final DiskRules rules;
    private final Progress progress;

    StreamSpool(DiskRules rules, Progress progress) {
        this.rules = rules;
        this.progress = progress;
    }

    Map<DigestAlgorithm, String> write(InputStream stream, Set<DigestAlgorithm> algorithms, Path file) {
        // Not closed: whoever opened the stream does that.
        DigestingInput in = new DigestingInput(stream, algorithms, LARGE);
        try {
            SpooledFile.write(in, file, written -> {
                if (written.bytes() > Unpacking.longestFile(rules)) {
                    throw new StoreException(DISK_TOO_LARGE, "More comes on standard input than a disk of "
                            + rules.maxVirtualBytes() + " bytes, which is the limit, can need.");
                }
                progress.at("reading standard input", written.bytes(), Progress.UNKNOWN);
            });
            return in.finish();
        } catch (SpooledFile.BrokenStream e) {
            throw broken((IOException) e.getCause());
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private static HostException broken(IOException cause) {
        return new HostException(HostError.FILE_FAILED, "Standard input cannot be read: " + cause.getMessage() + ".",
                cause);
    }
}
