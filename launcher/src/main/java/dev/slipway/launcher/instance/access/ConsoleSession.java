package dev.slipway.launcher.instance.access;

import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.host.libvirt.console.ConsoleStream;
import java.time.Duration;

/** A guest's serial console, both ways. Whoever opened it closes it, which the guest does not notice. */
public final class ConsoleSession implements AutoCloseable {

    private final Hypervisor connection;
    private final GuestDomain domain;
    private final ConsoleStream stream;

    ConsoleSession(Hypervisor connection, GuestDomain domain, ConsoleStream stream) {
        this.connection = connection;
        this.domain = domain;
        this.stream = stream;
    }

    /**
     * Waits for what the guest writes.
     *
     * @return how many bytes, 0 when none came in time, -1 at the end: the guest stopped, or this was closed
     */
    public int read(byte[] buffer, Duration timeout) {
        return stream.read(buffer, timeout);
    }

    /** Types. */
    public void write(byte[] bytes, int offset, int length) {
        stream.write(bytes, offset, length);
    }

    @Override
    public void close() {
        stream.close();
        domain.close();
        connection.close();
    }
}
