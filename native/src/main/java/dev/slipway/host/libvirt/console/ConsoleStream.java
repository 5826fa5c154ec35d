package dev.slipway.host.libvirt.console;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.NativeHandle;
import dev.slipway.host.libvirt.binding.UnboundCalls;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.libvirt.jna.Libvirt;

/**
 * A guest's serial console, both ways ({@code virDomainOpenConsole}). One thread may read while another writes and a third closes,
 * which ends both. Whoever opens it closes it. Only for domains of a connection with events: the event loop's thread takes in what
 * the guest writes, as far as the reader leaves room.
 */
public final class ConsoleStream implements AutoCloseable {

    private static final int FORCE = 1;
    private static final int READABLE = 1;
    private static final int ERROR = 4;
    private static final int HANG_UP = 8;
    /** While this much is unread, the guest waits as it would for a slow terminal. */
    private static final int ROOM_BYTES = 64 * 1024;
    private static final long WRITE_PAUSE_MILLIS = 10;

    /** libvirt's event loop may be about to call: each callback is held until libvirt says it is done with it. */
    private static final Set<Object> CALLED_BY_LIBVIRT = ConcurrentHashMap.newKeySet();

    private final String domain;
    private final GuestStream stream;
    /** Written on the event loop's thread only. */
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(ROOM_BYTES);

    // What follows is guarded by this. Calls to libvirt are made without holding it, since libvirt calls back with locks of its own;
    // they are counted instead, and close() waits for them.
    private final ByteRing unread = new ByteRing(ROOM_BYTES);
    private int calls;
    private boolean ended;
    private boolean closed;
    private boolean paused;
    private LibvirtError failure;

    private ConsoleStream(String domain, GuestStream stream) {
        this.domain = domain;
        this.stream = stream;
    }

    /**
     * Opens the first console of a running domain.
     *
     * @param force throws another session off the console; without it, a console in use is refused
     */
    public static ConsoleStream open(String domain, NativeHandle connection, NativeHandle handle, boolean force) {
        GuestStream stream = GuestStream.nonBlocking(connection);
        try {
            try (NativeHandle.Use use = handle.use(); NativeHandle.Use streamUse = stream.handle().use()) {
                if (UnboundCalls.get().virDomainOpenConsole(use.pointer(), null, streamUse.pointer(), force ? FORCE : 0) < 0) {
                    throw LibvirtError.last().ofDomain(domain, "does not open its console");
                }
            }
            ConsoleStream console = new ConsoleStream(domain, stream);
            console.watch();
            return console;
        } catch (RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    private void watch() {
        Libvirt.VirStreamEventCallback callback = (ignored, events, opaque) -> onEvents(events);
        Libvirt.VirFreeCallback done = new Libvirt.VirFreeCallback() {
            @Override
            public void freeCallback(com.sun.jna.Pointer opaque) {
                CALLED_BY_LIBVIRT.remove(callback);
                CALLED_BY_LIBVIRT.remove(this);
            }
        };
        CALLED_BY_LIBVIRT.add(callback);
        CALLED_BY_LIBVIRT.add(done);
        if (stream.watch(READABLE | ERROR | HANG_UP, callback, done) < 0) {
            LibvirtError error = LibvirtError.last();
            CALLED_BY_LIBVIRT.remove(callback);
            CALLED_BY_LIBVIRT.remove(done);
            stream.abort();
            throw error.ofDomain(domain, "does not open its console");
        }
    }

    /** On the event loop's thread. */
    private void onEvents(int events) {
        if (!beginCall()) {
            return;
        }
        try {
            int room;
            synchronized (this) {
                room = unread.room();
                paused = room == 0;
            }
            if (room == 0) {
                stream.watchFor(ERROR | HANG_UP);
            } else {
                takeIn(room, events);
            }
        } finally {
            endCall();
        }
    }

    private void takeIn(int room, int events) {
        int received = stream.receive(incoming.clear().limit(room).slice());
        LibvirtError error = received == -1 ? LibvirtError.last() : null;
        boolean last = received == 0 || error != null
                || received == GuestStream.WOULD_BLOCK && (events & (ERROR | HANG_UP)) != 0;
        if (last) {
            stream.watchFor(0);
        }
        synchronized (this) {
            if (received > 0) {
                unread.add(incoming, received);
            }
            failure = error;
            ended = last;
            notifyAll();
        }
    }

    private synchronized boolean beginCall() {
        if (closed) {
            return false;
        }
        calls++;
        return true;
    }

    private synchronized void endCall() {
        calls--;
        notifyAll();
    }

    /**
     * Waits for what the guest writes, at most that long. Throws INTERRUPTED when interrupted.
     * Throws HYPERVISOR_FAILED when the connection is lost, or another session was forced onto the console.
     *
     * @return how many bytes, 0 when none came in time, -1 at the end: the guest stopped, or this was closed
     */
    public int read(byte[] buffer, Duration timeout) {
        int taken;
        boolean resume;
        synchronized (this) {
            awaitInput(System.nanoTime() + timeout.toNanos());
            if (unread.isEmpty()) {
                if (failure != null && !closed) {
                    throw failure.ofDomain(domain, "lost its console");
                }
                return ended || closed ? -1 : 0;
            }
            taken = unread.take(buffer);
            resume = paused && !ended;
            paused = false;
        }
        if (resume && beginCall()) {
            try {
                stream.watchFor(READABLE | ERROR | HANG_UP);
            } finally {
                endCall();
            }
        }
        return taken;
    }

    private synchronized void awaitInput(long deadline) {
        while (unread.isEmpty() && !ended && !closed) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return;
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    /**
     * Types into the console; returns when libvirt has taken it all. Throws INTERRUPTED when interrupted, HYPERVISOR_FAILED when the
     * guest stopped or this was closed.
     */
    public void write(byte[] bytes, int offset, int length) {
        int sent = 0;
        while (sent < length) {
            int now = sendSome(Arrays.copyOfRange(bytes, offset + sent, offset + length));
            sent += now;
            if (now == 0) {
                try {
                    Thread.sleep(WRITE_PAUSE_MILLIS);
                } catch (InterruptedException e) {
                    throw interrupted(e);
                }
            }
        }
    }

    private int sendSome(byte[] bytes) {
        if (!beginCall()) {
            throw new HostException(HostError.HYPERVISOR_FAILED, "The console of the domain '" + domain + "' is closed.");
        }
        try {
            int sent = stream.send(bytes);
            if (sent == GuestStream.WOULD_BLOCK) {
                return 0;
            }
            if (sent < 0) {
                throw LibvirtError.last().ofDomain(domain, "takes no input on its console");
            }
            return sent;
        } finally {
            endCall();
        }
    }

    private HostException interrupted(InterruptedException cause) {
        return new HostException(HostError.INTERRUPTED, "Interrupted on the console of the domain '" + domain + "'.", cause);
    }

    /** Ends the session; the guest does not notice. Not to be called from an event's consumer. */
    @Override
    public void close() {
        if (!beginClose()) {
            return;
        }
        stream.unwatch();
        stream.abort();
        stream.close();
    }

    /** Lets calls under way return; each takes a moment only. */
    private synchronized boolean beginClose() {
        if (closed) {
            return false;
        }
        closed = true;
        notifyAll();
        boolean interrupted = false;
        while (calls > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return true;
    }
}
