package dev.slipway.launcher.cli.access;

import dev.slipway.host.errors.HostException;
import dev.slipway.host.process.RawTerminal;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.access.ConsoleSession;
import dev.slipway.launcher.instance.access.GuestAccess;
import dev.slipway.launcher.instance.record.InstanceId;
import java.io.IOException;
import java.time.Duration;

/** A terminal joined with a guest's serial console, until somebody presses Ctrl-] or the guest goes off. */
final class AttachedConsole {

    /** Ctrl-], as telnet and virsh have it. */
    private static final byte LEAVE = 0x1d;
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final int BUFFER_BYTES = 8192;

    private final Invocation invocation;
    private final GuestAccess access;
    private final InstanceId id;
    private volatile boolean left;

    AttachedConsole(Invocation invocation, GuestAccess access, InstanceId id) {
        this.invocation = invocation;
        this.access = access;
        this.id = id;
    }

    int run(boolean force) {
        if (!RawTerminal.isThere()) {
            throw noTerminal();
        }
        try (ConsoleSession session = access.attachConsole(id, force)) {
            invocation.note("attached to the console of " + id + "; Ctrl-] leaves it");
            RawTerminal terminal = RawTerminal.open().orElseThrow(AttachedConsole::noTerminal);
            try {
                Thread keys = new Thread(() -> type(session), "keys");
                // It sits in a read that only a key ends.
                keys.setDaemon(true);
                keys.start();
                show(session);
            } finally {
                terminal.close();
            }
        }
        // The guest's cursor stands anywhere.
        invocation.echo("\r\n");
        invocation.note(left ? "left the console of " + id : "the console of " + id + " has ended");
        return 0;
    }

    private void show(ConsoleSession session) {
        byte[] buffer = new byte[BUFFER_BYTES];
        int count = 0;
        while (!left && count >= 0) {
            count = session.read(buffer, LOOK);
            if (count > 0) {
                invocation.stdout().write(buffer, count);
            }
        }
    }

    private void type(ConsoleSession session) {
        byte[] buffer = new byte[BUFFER_BYTES];
        try {
            while (!left) {
                int count = System.in.read(buffer);
                int typed = beforeLeave(buffer, count);
                if (typed > 0) {
                    session.write(buffer, 0, typed);
                }
                // A terminal that is gone types nothing more.
                left = typed < count || count < 0;
            }
        } catch (IOException | HostException e) {
            // The terminal or the guest is gone. The one that shows what the guest prints finds the guest's end out by
            // itself, so only the terminal's is told.
            left |= e instanceof IOException;
        }
    }

    /** How many of the keys come before the one that leaves. */
    private static int beforeLeave(byte[] keys, int count) {
        for (int i = 0; i < count; i++) {
            if (keys[i] == LEAVE) {
                return i;
            }
        }
        return count;
    }

    private static LauncherException noTerminal() {
        return new LauncherException(LauncherError.USAGE, "Standard input is no terminal, so nobody can type into the console.",
                "--follow needs none; slipway instance exec runs commands.");
    }
}
