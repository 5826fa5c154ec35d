package dev.slipway.launcher.instance.access;

import dev.slipway.host.process.PipedProgram;
import dev.slipway.host.process.ShellWords;
import dev.slipway.host.process.Subprocess;
import dev.slipway.host.progress.Progress;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.access.FileKind.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Files and folders over ssh, as a tar archive: every guest has tar, while sftp and scp are missing in small ones, and one
 * session takes a folder of any number of files.
 */
final class SshFiles implements TransferredFiles {

    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final int SSH_FAILED = 255;

    private final SshRoute route;
    private final Progress progress;

    SshFiles(SshRoute route, Progress progress) {
        this.route = route;
        this.progress = progress;
    }

    @Override
    public FileKind kind(String path) {
        List<String> question = new ArrayList<>(ASK);
        question.add(path);
        Subprocess.Output output = Subprocess.of(inGuest(question), ANSWER).runToAnyExit();
        requireSuccess(output);
        return TransferredFiles.answered(output.stdout());
    }

    @Override
    public void send(Path source, Place target) {
        // -o: whoever unpacks owns what is unpacked, root too.
        List<String> unpack = inGuest(List.of("tar", "-x", "-p", "-o", "-f", "-", "-C", target.folder()));
        requireSuccess(PipedProgram.feed(unpack, new TarPacking(source, target.name(), progress)::writeTo));
    }

    @Override
    public void fetch(Place source, boolean folder, Path target) {
        List<String> pack = inGuest(List.of("tar", "-c", "-f", "-", "-C", source.folder(), "./" + source.name()));
        requireSuccess(PipedProgram.drain(pack, new TarUnpacking(source.name(), target, progress)::readFrom));
    }

    private List<String> inGuest(List<String> words) {
        List<String> command = new ArrayList<>(route.unattended());
        command.add(ShellWords.line(words));
        return command;
    }

    private void requireSuccess(Subprocess.Output output) {
        if (output.exit() == 0) {
            return;
        }
        String words = output.lastWords();
        String why = words.isEmpty() ? "exit code " + output.exit() : words;
        if (output.exit() == SSH_FAILED) {
            throw new LauncherException(LauncherError.NOT_REACHABLE, "ssh does not get into the instance '"
                    + route.instanceId() + "': " + why + ".", "--agent needs neither key nor network.");
        }
        throw new LauncherException(LauncherError.COPY_FAILED,
                "The guest of the instance '" + route.instanceId() + "' failed to copy: " + why + ".");
    }
}
