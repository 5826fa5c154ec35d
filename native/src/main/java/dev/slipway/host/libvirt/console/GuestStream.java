package dev.slipway.host.libvirt.console;

import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.LibvirtJava;
import dev.slipway.host.libvirt.binding.NativeHandle;
import java.nio.ByteBuffer;
import org.libvirt.jna.Libvirt;
import org.libvirt.jna.SizeT;
import org.libvirt.jna.StreamPointer;

/** A libvirt stream ({@code virStreamPtr}) and its calls. Whoever makes it closes it. */
final class GuestStream implements AutoCloseable {

    /** What {@link #receive} and {@link #send} return when a non-blocking stream has nothing to do now. */
    static final int WOULD_BLOCK = -2;

    private static final int NON_BLOCKING = 1;

    private final NativeHandle handle;

    private GuestStream(NativeHandle handle) {
        this.handle = handle;
    }

    static GuestStream blocking(NativeHandle connection) {
        return make(connection, 0);
    }

    /** Needs the event loop, which is what reads such a stream's data off the connection. */
    static GuestStream nonBlocking(NativeHandle connection) {
        return make(connection, NON_BLOCKING);
    }

    private static GuestStream make(NativeHandle connection, int flags) {
        try (NativeHandle.Use use = connection.use()) {
            StreamPointer stream = LibvirtJava.calls().virStreamNew(LibvirtJava.connection(use), flags);
            if (stream == null) {
                throw LibvirtError.failure("libvirt makes no stream");
            }
            return new GuestStream(new NativeHandle(NativeHandle.Kind.STREAM, stream.getPointer(), "a stream"));
        }
    }

    NativeHandle handle() {
        return handle;
    }

    /** Reads into the buffer from its start: how many bytes, 0 at the end, {@link #WOULD_BLOCK}, or -1 with libvirt's error set. */
    int receive(ByteBuffer buffer) {
        try (NativeHandle.Use use = handle.use()) {
            return LibvirtJava.calls().virStreamRecv(
                    LibvirtJava.stream(use.pointer()), buffer, new SizeT(buffer.capacity()));
        }
    }

    /** Writes some of the bytes: how many, {@link #WOULD_BLOCK}, or -1 with libvirt's error set. */
    int send(byte[] bytes) {
        try (NativeHandle.Use use = handle.use()) {
            return LibvirtJava.calls().virStreamSend(
                    LibvirtJava.stream(use.pointer()), ByteBuffer.wrap(bytes), new SizeT(bytes.length));
        }
    }

    /** Ends a stream that was read to its end. */
    int finish() {
        try (NativeHandle.Use use = handle.use()) {
            return LibvirtJava.calls().virStreamFinish(LibvirtJava.stream(use.pointer()));
        }
    }

    /** Breaks a stream off. */
    void abort() {
        try (NativeHandle.Use use = handle.use()) {
            LibvirtJava.calls().virStreamAbort(LibvirtJava.stream(use.pointer()));
        }
    }

    int watch(int events, Libvirt.VirStreamEventCallback callback, Libvirt.VirFreeCallback done) {
        try (NativeHandle.Use use = handle.use()) {
            return LibvirtJava.calls().virStreamEventAddCallback(
                    LibvirtJava.stream(use.pointer()), events, callback, null, done);
        }
    }

    void watchFor(int events) {
        try (NativeHandle.Use use = handle.use()) {
            LibvirtJava.calls().virStreamEventUpdateCallback(LibvirtJava.stream(use.pointer()), events);
        }
    }

    void unwatch() {
        try (NativeHandle.Use use = handle.use()) {
            LibvirtJava.calls().virStreamEventRemoveCallback(LibvirtJava.stream(use.pointer()));
        }
    }

    @Override
    public void close() {
        handle.close();
    }
}
