package dev.slipway.host.net;

import com.sun.jna.LastErrorException;
import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;

/**
 * Takes TCP connections to an IPv4 address that the host does not have: Linux's {@code IP_TRANSPARENT}, see ip(7). Only what
 * {@link LocalDelivery} hands to the host itself arrives here, and the address stays somebody else's for the host's own programs.
 */
public final class ForeignListener implements AutoCloseable {

    private static final int BACKLOG = 128;
    private static final Path SOCKETS = Path.of("/proc/net/tcp");
    private static final String LISTENING = "0A";

    private final int fd;
    /** The number of a closed socket may be that of another file at once: nobody uses it who does not hold this. */
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
    private volatile boolean closing;
    private boolean closed;

    private ForeignListener(int fd) {
        this.fd = fd;
    }

    /**
     * Listens from now on; empty where another process does. Throws NETWORK_NOT_PERMITTED without the right to (CAP_NET_ADMIN, and
     * CAP_NET_BIND_SERVICE below port 1024), NETWORK_FAILED.
     */
    public static Optional<ForeignListener> open(InetAddress address, int port) {
        int fd = -1;
        boolean listening = false;
        try {
            fd = SocketCalls.foreign();
            SocketCalls.bind(fd, address, port);
            SocketCalls.listen(fd, BACKLOG);
            listening = true;
            return Optional.of(new ForeignListener(fd));
        } catch (LastErrorException e) {
            if (e.getErrorCode() == SocketCalls.EADDRINUSE) {
                return Optional.empty();
            }
            boolean refused = e.getErrorCode() == SocketCalls.EPERM || e.getErrorCode() == SocketCalls.EACCES;
            throw new HostException(refused ? HostError.NETWORK_NOT_PERMITTED : HostError.NETWORK_FAILED, "Cannot listen on "
                    + address.getHostAddress() + ":" + port + ": " + Words.of(e) + ".", e);
        } finally {
            if (fd >= 0 && !listening) {
                SocketCalls.close(fd);
            }
        }
    }

    /** Whether somebody listens there, of this process or another. Throws FILE_FAILED. */
    public static boolean isThere(InetAddress address, int port) {
        byte[] bytes = address.getAddress();
        // As the kernel shows it: the address as a number of this machine, the port as one of the network.
        String local = String.format("%08X:%04X", ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).getInt(), port);
        try (Stream<String> lines = Files.lines(SOCKETS)) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .anyMatch(words -> words.length > 3 && words[1].equals(local) && words[3].equals(LISTENING));
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, SOCKETS + " cannot be read.", e);
        }
    }

    /** The next connection, for the caller to close; empty once this is closed. Throws NETWORK_FAILED, after which another may come. */
    public Optional<ForeignConnection> accept() {
        use.readLock().lock();
        try {
            InetAddress[] peer = new InetAddress[1];
            while (!closing) {
                try {
                    int connection = SocketCalls.accept(fd, peer);
                    return Optional.of(new ForeignConnection(connection, peer[0]));
                } catch (LastErrorException e) {
                    if (!closing && e.getErrorCode() != SocketCalls.EINTR) {
                        throw new HostException(HostError.NETWORK_FAILED, "A connection cannot be taken: " + Words.of(e) + ".", e);
                    }
                }
            }
            return Optional.empty();
        } finally {
            use.readLock().unlock();
        }
    }

    /** Takes no more. A second call does nothing. */
    @Override
    public void close() {
        closing = true;
        SocketCalls.end(fd);
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                SocketCalls.close(fd);
            }
        } finally {
            use.writeLock().unlock();
        }
    }
}
