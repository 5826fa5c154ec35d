package dev.slipway.host.net;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** A connection that a {@link ForeignListener} took; for one thread, but for {@link #abort}. Reads and writes throw what those of a socket do. */
public final class ForeignConnection implements AutoCloseable {

    private static final int MOST_LEFT_OVER = 1 << 16;

    private final int fd;
    private final InetAddress peer;
    private boolean closed;

    ForeignConnection(int fd, InetAddress peer) {
        this.fd = fd;
        this.peer = peer;
    }

    /** Who made it. */
    public InetAddress peer() {
        return peer;
    }

    /** Has each read and each write from now on fail after this time. */
    public void patience(int seconds) throws IOException {
        try {
            SocketCalls.patience(fd, seconds);
        } catch (LastErrorException e) {
            throw failed(e);
        }
    }

    /** How many hops what is written from now on may make: 1 reaches the next host and nobody behind it (the TTL of its packets). */
    public void hopLimit(int hops) throws IOException {
        try {
            SocketCalls.hopLimit(fd, hops);
        } catch (LastErrorException e) {
            throw failed(e);
        }
    }

    /** What the peer sends. Closing it does nothing. */
    public InputStream in() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                byte[] buffer = new byte[length];
                int count = receive(buffer);
                System.arraycopy(buffer, 0, into, offset, Math.max(0, count));
                return count == 0 ? -1 : count;
            }
        };
    }

    private int receive(byte[] buffer) throws IOException {
        while (true) {
            try {
                return SocketCalls.read(fd, buffer, buffer.length);
            } catch (LastErrorException e) {
                if (e.getErrorCode() != SocketCalls.EINTR) {
                    throw failed(e);
                }
            }
        }
    }

    /** What the peer gets. Closing it does nothing. */
    public OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                send(Arrays.copyOfRange(from, offset, offset + length));
            }
        };
    }

    private void send(byte[] bytes) throws IOException {
        byte[] left = bytes;
        while (left.length > 0) {
            try {
                int sent = SocketCalls.write(fd, left, left.length);
                left = Arrays.copyOfRange(left, sent, left.length);
            } catch (LastErrorException e) {
                if (e.getErrorCode() != SocketCalls.EINTR) {
                    throw failed(e);
                }
            }
        }
    }

    /** Says that nothing more comes, and takes a little of what the peer still sends: closed over it, the peer would lose the answer. */
    public void finish() throws IOException {
        SocketCalls.endWriting(fd);
        byte[] buffer = new byte[4096];
        for (int taken = 0, count; taken < MOST_LEFT_OVER && (count = receive(buffer)) > 0; taken += count) {
            continue;
        }
    }

    private static IOException failed(LastErrorException error) {
        if (error.getErrorCode() == SocketCalls.EAGAIN) {
            SocketTimeoutException late = new SocketTimeoutException("the peer took too long");
            late.initCause(error);
            return late;
        }
        return new IOException(Words.of(error), error);
    }

    /** Wakes the thread that reads or writes, whose call fails or finds the end; for another thread. */
    public synchronized void abort() {
        if (!closed) {
            SocketCalls.end(fd);
        }
    }

    /** A second call does nothing. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            SocketCalls.close(fd);
        }
    }
}
