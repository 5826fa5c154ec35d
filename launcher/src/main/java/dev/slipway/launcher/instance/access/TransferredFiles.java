package dev.slipway.launcher.instance.access;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.launcher.instance.access.FileKind.Place;
import java.nio.file.Path;
import java.util.List;

/** One way on which files get into a guest and out of it. */
interface TransferredFiles {

    /** Asks a guest's shell for the kind of what stands at a path, its first argument. */
    List<String> ASK = List.of("sh", "-c", "if [ -d \"$1\" ]; then echo FOLDER; elif [ -e \"$1\" ]; then echo FILE;"
            + " elif [ -d \"$(dirname \"$1\")\" ]; then echo FREE; else echo NOWHERE; fi", "sh");

    /** What stands at a path in the guest. */
    FileKind kind(String path);

    /** Copies a file or folder of this host there. */
    void send(Path source, Place target);

    /** Copies a file or folder of the guest's here. */
    void fetch(Place source, boolean folder, Path target);

    /** The guest's answer to {@link #ASK}. */
    static FileKind answered(String answer) {
        for (FileKind kind : FileKind.values()) {
            if (kind.name().equals(answer.strip())) {
                return kind;
            }
        }
        throw new HostException(HostError.HYPERVISOR_FAILED, "The guest's shell does not tell what is at a path.");
    }
}
