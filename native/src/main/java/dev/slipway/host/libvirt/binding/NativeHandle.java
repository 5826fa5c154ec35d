package dev.slipway.host.libvirt.binding;

import com.sun.jna.Pointer;

/**
 * One libvirt object that this process holds. It is freed exactly once: by {@link #close()}, or, when a call on another
 * thread is still under way then, by the end of that call. There is no finalizer, which could free it in the middle of a call.
 * Safe for use by several threads.
 */
public final class NativeHandle implements AutoCloseable {

    /** What the pointer points at, and so how it is freed. */
    public enum Kind { CONNECTION, DOMAIN, NETWORK, STREAM }

    private final Kind kind;
    private final Pointer pointer;
    private final String name;
    private int uses;
    private boolean closed;
    private boolean freed;

    /**
     * Takes over a pointer that libvirt returned.
     *
     * @param name how error messages call it, such as {@code the domain 'web'}
     */
    public NativeHandle(Kind kind, Pointer pointer, String name) {
        if (pointer == null) {
            throw new IllegalArgumentException("no pointer for " + name);
        }
        this.kind = kind;
        this.pointer = pointer;
        this.name = name;
    }

    /** Holds the object for the time of a call. */
    public Use use() {
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("The handle of " + name + " is closed.");
            }
            uses++;
        }
        return new Use();
    }

    /** Whether it has not been closed. */
    public synchronized boolean isOpen() {
        return !closed;
    }

    /** How error messages call it. */
    public String name() {
        return name;
    }

    /** Lets go of the object. Closing twice does nothing. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        freeWhenUnused();
    }

    private void freeWhenUnused() {
        synchronized (this) {
            if (!closed || uses > 0 || freed) {
                return;
            }
            freed = true;
        }
        switch (kind) {
            case CONNECTION -> LibvirtLibrary.calls().virConnectClose(pointer);
            case DOMAIN -> LibvirtLibrary.calls().virDomainFree(pointer);
            case NETWORK -> NetworkCalls.get().virNetworkFree(pointer);
            case STREAM -> LibvirtJava.calls().virStreamFree(LibvirtJava.stream(pointer));
        }
    }

    /** The time of one call. */
    public final class Use implements AutoCloseable {

        private Use() {
        }

        /** The pointer to pass to libvirt, valid until this use is closed. */
        public Pointer pointer() {
            return pointer;
        }

        @Override
        public void close() {
            synchronized (NativeHandle.this) {
                uses--;
            }
            freeWhenUnused();
        }
    }
}
