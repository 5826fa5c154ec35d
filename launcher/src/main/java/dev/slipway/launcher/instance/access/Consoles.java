package dev.slipway.launcher.instance.access;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.boot.ConsoleFile;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.machine.InstanceFiles;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.InstanceId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Guests' serial consoles: the file that all of it is logged to, and the line itself. */
final class Consoles {

    /** What EC2 gives at most. */
    private static final int TAIL_BYTES = 64 * 1024;
    private static final long LOOK_MILLIS = 100;
    /** libvirt is asked less often than the file is looked at. */
    private static final int LOOKS_PER_QUESTION = 10;
    private static final String TAKEN = "Active console session exists";

    private final Machines machines;
    private final StoreLayout layout;

    Consoles(Machines machines, StoreLayout layout) {
        this.machines = machines;
        this.layout = layout;
    }

    ConsoleOutput output(InstanceId id) {
        Path file = file(id);
        return new ConsoleOutput(id, ConsoleFile.tail(file, TAIL_BYTES), lastChange(file));
    }

    /**
     * Tells the end of what a guest printed, and then all it prints, until it goes off or the thread is interrupted. Of the
     * file: the line itself is for one reader only.
     */
    void follow(InstanceId id, Consumer<byte[]> reader) {
        Path file = file(id);
        ConsoleFile console = new ConsoleFile(file, Math.max(0, ConsoleFile.length(file) - TAIL_BYTES));
        int looks = 0;
        boolean runs = true;
        while (true) {
            // Asked before the last look, so that nothing is missed that a guest printed while it went.
            runs = looks % LOOKS_PER_QUESTION == 0 ? machines.state(id).isActive() : runs;
            looks++;
            String printed = console.readNew();
            if (!printed.isEmpty()) {
                reader.accept(printed.getBytes(StandardCharsets.ISO_8859_1));
            } else if (!runs) {
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    ConsoleSession attach(InstanceId id, boolean force) {
        Hypervisor connection = machines.connectWithEvents();
        boolean open = false;
        try {
            GuestDomain domain = connection.require(id.value());
            try {
                ConsoleSession session = new ConsoleSession(connection, domain, domain.console(force));
                open = true;
                return session;
            } catch (HostException e) {
                throw e.kind() == HostError.HYPERVISOR_FAILED && e.getMessage().contains(TAKEN) ? taken(id, e) : e;
            } finally {
                if (!open) {
                    domain.close();
                }
            }
        } finally {
            if (!open) {
                connection.close();
            }
        }
    }

    private static LauncherException taken(InstanceId id, HostException cause) {
        return new LauncherException(LauncherError.CONSOLE_IN_USE, "Somebody is attached to the console of the instance '" + id
                + "'.", "--follow reads along; --force throws the other one off.", cause);
    }

    private Path file(InstanceId id) {
        return new InstanceFiles(layout, id).console();
    }

    private static Optional<Instant> lastChange(Path file) {
        try {
            return Optional.of(Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.MILLIS));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw FileFailure.of(file, "be read", e);
        }
    }
}
