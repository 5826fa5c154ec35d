package dev.slipway.launcher.instance.access;

import dev.slipway.host.files.FileFailure;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.agent.CommandResult;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.access.FileKind.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Single files through the guest's agent, piece by piece; the guest needs no network for it. */
final class AgentFiles implements TransferredFiles {

    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final byte[] NOTHING = new byte[0];
    private static final int PERMISSIONS = 0777;
    private static final int OCTAL = 8;

    private final GuestDomain domain;
    private final Progress progress;

    AgentFiles(GuestDomain domain, Progress progress) {
        this.domain = domain;
        this.progress = progress;
    }

    @Override
    public FileKind kind(String path) {
        if (!path.startsWith("/")) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The path " + Quoted.of(path)
                    + " is relative; the guest's agent is at home nowhere.", "Begin it with /, or use --ssh.");
        }
        List<String> question = new ArrayList<>(ASK);
        question.add(path);
        return TransferredFiles.answered(run(question).stdoutText());
    }

    @Override
    public void send(Path source, Place target) {
        refuseFolder(Files.isDirectory(source), source.toString());
        String path = path(target);
        String name = "copying " + source.getFileName();
        try (InputStream in = Files.newInputStream(source)) {
            long total = Math.max(1, Files.size(source));
            long[] done = new long[1];
            domain.agent().files().write(path, in, more -> {
                done[0] += more;
                progress.at(name, Math.min(done[0], total), total);
            });
            int mode = (Integer) Files.getAttribute(source, "unix:mode") & PERMISSIONS;
            run(List.of("chmod", Integer.toString(mode, OCTAL), path));
        } catch (IOException e) {
            throw FileFailure.of(source, "be read", e);
        }
    }

    @Override
    public void fetch(Place source, boolean folder, Path target) {
        String path = path(source);
        refuseFolder(folder, path);
        try (OutputStream out = Files.newOutputStream(target)) {
            long[] done = new long[1];
            domain.agent().files().read(path, out, more -> {
                done[0] += more;
                progress.at("copying " + source.name(), done[0], Progress.UNKNOWN);
            });
        } catch (IOException e) {
            throw FileFailure.of(target, "be written", e);
        }
        String mode = run(List.of("stat", "-c", "%a", path)).stdoutText().strip();
        if (mode.matches("[0-7]{1,4}")) {
            TarUnpacking.mode(target, Integer.parseInt(mode, OCTAL) & PERMISSIONS);
        }
    }

    private static String path(Place place) {
        return place.folder().equals("/") ? "/" + place.name() : place.folder() + "/" + place.name();
    }

    private static void refuseFolder(boolean folder, String path) {
        if (folder) {
            throw new LauncherException(LauncherError.UNSUPPORTED_OPERATION,
                    Quoted.of(path) + " is a folder, and the guest's agent copies single files.",
                    "ssh copies folders: launch the instance with --key, or name your key with --identity.");
        }
    }

    private CommandResult run(List<String> command) {
        return domain.agent().exec(command, NOTHING, ANSWER);
    }
}
