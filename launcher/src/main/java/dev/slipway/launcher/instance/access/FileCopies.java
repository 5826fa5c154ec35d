package dev.slipway.launcher.instance.access;

import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.access.CopyRequest.Direction;
import dev.slipway.launcher.instance.access.FileKind.Place;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.Instance;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Copies files between this host and guests, by the rules of {@code cp} and {@code scp}. */
final class FileCopies {

    private final Machines machines;
    private final SshRoutes routes;
    private final Ways ways;

    FileCopies(Machines machines, SshRoutes routes) {
        this.machines = machines;
        this.routes = routes;
        this.ways = new Ways(machines, routes);
    }

    void run(Instance instance, CopyRequest request, Progress progress) {
        if (request.direction() == Direction.INTO_GUEST) {
            requireThere(local(request.local().toString()), request.local().toString(), "on this host");
        }
        if (way(instance, request) == Way.SSH) {
            SshFiles files = new SshFiles(routes.find(instance, request.ssh()), progress);
            copy(files, request);
            return;
        }
        try (GuestDomain domain = machines.require(instance.instanceId())) {
            copy(new AgentFiles(domain, progress), request);
        }
    }

    private static void copy(TransferredFiles files, CopyRequest request) {
        switch (request.direction()) {
            case INTO_GUEST -> intoGuest(files, request);
            case OUT_OF_GUEST -> outOfGuest(files, request);
        }
    }

    /** Ssh copies folders, so it comes first where it is known to let us in. */
    private Way way(Instance instance, CopyRequest request) {
        return request.way().isEmpty() && routes.identity(instance, request.ssh()).isPresent() ? Way.SSH
                : ways.choose(instance, request.way(), request.ssh());
    }

    private static void intoGuest(TransferredFiles files, CopyRequest request) {
        Path source = request.local();
        boolean folder = Files.isDirectory(source);
        Place target = FileKind.target(request.inGuest(), folder, Place.of(source.toString()).name(), files::kind);
        files.send(source, target);
    }

    private static void outOfGuest(TransferredFiles files, CopyRequest request) {
        FileKind kind = files.kind(request.inGuest());
        requireThere(kind, request.inGuest(), "in the guest");
        Place source = Place.of(request.inGuest());
        boolean folder = kind == FileKind.FOLDER;
        Place target = FileKind.target(request.local().toString(), folder, source.name(), FileCopies::local);
        files.fetch(source, folder, Path.of(target.folder()).resolve(target.name()));
    }

    private static void requireThere(FileKind kind, String path, String where) {
        if (kind == FileKind.FREE || kind == FileKind.NOWHERE) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                    "There is no file " + Quoted.of(path) + " " + where + ".");
        }
    }

    private static FileKind local(String path) {
        Path file = Path.of(path);
        if (Files.isDirectory(file)) {
            return FileKind.FOLDER;
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return FileKind.FILE;
        }
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && Files.isDirectory(folder) ? FileKind.FREE : FileKind.NOWHERE;
    }
}
