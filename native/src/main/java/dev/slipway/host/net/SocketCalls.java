package dev.slipway.host.net;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The calls of the C library that Java's own sockets have no words for, and those that go with them. Loaded with JNA when first used. */
final class SocketCalls {

    static final int EACCES = 13;
    static final int EPERM = 1;
    static final int EINTR = 4;
    static final int EAGAIN = 11;
    static final int EADDRINUSE = 98;

    // From the kernel's headers of the processors that Slipway's hosts have.
    private static final int AF_INET = 2;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_CLOEXEC = 02000000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_REUSEADDR = 2;
    private static final int SO_RCVTIMEO = 20;
    private static final int SO_SNDTIMEO = 21;
    private static final int IPPROTO_IP = 0;
    private static final int IP_TTL = 2;
    private static final int IP_TRANSPARENT = 19;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int SHUT_WR = 1;
    private static final int SHUT_RDWR = 2;
    private static final int ADDRESS_BYTES = 16;
    private static final int IP_OFFSET = 4;

    static {
        Native.register(SocketCalls.class, NativeLibrary.getInstance("c"));
    }

    private SocketCalls() {
    }

    /** A TCP socket that may be bound to an address that is none of the host's. EPERM without CAP_NET_ADMIN. */
    static int foreign() {
        int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        try {
            option(fd, IPPROTO_IP, IP_TRANSPARENT, 1);
            option(fd, SOL_SOCKET, SO_REUSEADDR, 1);
            return fd;
        } catch (LastErrorException e) {
            close(fd);
            throw e;
        }
    }

    static void bind(int fd, InetAddress address, int port) {
        byte[] name = ByteBuffer.allocate(ADDRESS_BYTES).order(ByteOrder.nativeOrder()).putShort((short) AF_INET)
                .order(ByteOrder.BIG_ENDIAN).putShort((short) port).put(address.getAddress()).array();
        bind(fd, name, name.length);
    }

    /** Waits for a connection, and writes who made it into {@code peer}. */
    static int accept(int fd, InetAddress[] peer) {
        byte[] name = new byte[ADDRESS_BYTES];
        int connection = accept4(fd, name, new IntByReference(name.length), SOCK_CLOEXEC);
        try {
            byte[] address = new byte[4];
            System.arraycopy(name, IP_OFFSET, address, 0, address.length);
            peer[0] = InetAddress.getByAddress(address);
            return connection;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** How long one read and one write may take. */
    static void patience(int fd, int seconds) {
        byte[] time = ByteBuffer.allocate(ADDRESS_BYTES).order(ByteOrder.nativeOrder()).putLong(seconds).putLong(0).array();
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, time, time.length);
        setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, time, time.length);
    }

    /** Over how many routers, this one not counted, what is sent from now on gets. */
    static void hopLimit(int fd, int hops) {
        option(fd, IPPROTO_IP, IP_TTL, hops);
    }

    static int read(int fd, byte[] into, int length) {
        return recv(fd, into, length, 0);
    }

    static int write(int fd, byte[] from, int length) {
        return send(fd, from, length, MSG_NOSIGNAL);
    }

    /** Wakes whoever reads from it or waits for a connection. */
    static void end(int fd) {
        shutdown(fd, SHUT_RDWR);
    }

    static void endWriting(int fd) {
        shutdown(fd, SHUT_WR);
    }

    private static void option(int fd, int level, int name, int value) {
        byte[] bytes = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(value).array();
        setsockopt(fd, level, name, bytes, bytes.length);
    }

    private static native int socket(int domain, int type, int protocol) throws LastErrorException;

    private static native int setsockopt(int fd, int level, int name, byte[] value, int length) throws LastErrorException;

    private static native int bind(int fd, byte[] address, int length) throws LastErrorException;

    static native int listen(int fd, int backlog) throws LastErrorException;

    private static native int accept4(int fd, byte[] address, IntByReference length, int flags) throws LastErrorException;

    private static native int recv(int fd, byte[] buffer, int length, int flags) throws LastErrorException;

    private static native int send(int fd, byte[] buffer, int length, int flags) throws LastErrorException;

    private static native int shutdown(int fd, int how);

    static native int close(int fd);
}
