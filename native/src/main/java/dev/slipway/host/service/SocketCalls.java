package dev.slipway.host.service;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The system calls that Java has no words for: a descriptor by its number, and datagrams between processes. Loaded when needed. */
final class SocketCalls {

    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int FAMILY_BYTES = 2;
    private static final int LONGEST_PATH = 107;

    static {
        Native.register(SocketCalls.class, NativeLibrary.getInstance("c"));
    }

    private SocketCalls() {
    }

    /** Sends one datagram to a socket by its path; one that begins with an at sign is abstract. */
    static void send(String path, String text) {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        if (name.length > LONGEST_PATH) {
            return;
        }
        ByteBuffer address = ByteBuffer.allocate(FAMILY_BYTES + name.length).order(ByteOrder.nativeOrder());
        address.putShort(AF_UNIX).put(name);
        if (path.startsWith("@")) {
            address.put(FAMILY_BYTES, (byte) 0);
        }
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        int socket = socket(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
        try {
            sendto(socket, message, message.length, 0, address.array(), address.capacity());
        } finally {
            close(socket);
        }
    }

    static native int dup2(int from, int to) throws LastErrorException;

    private static native int socket(int domain, int type, int protocol) throws LastErrorException;

    private static native long sendto(int socket, byte[] message, long length, int flags, byte[] address, int addressLength)
            throws LastErrorException;

    private static native int close(int descriptor) throws LastErrorException;
}
