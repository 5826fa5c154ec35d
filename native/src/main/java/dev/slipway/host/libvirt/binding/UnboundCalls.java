package dev.slipway.host.libvirt.binding;

import com.sun.jna.Library;
import com.sun.jna.Pointer;

/** The libvirt calls that libvirt-java does not bind (or binds to objects of its own) and that no launch waits for. */
public interface UnboundCalls extends Library {

    int virNetworkFree(Pointer network);

    int virStreamFree(Pointer stream);

    /** The one mapping of a process. */
    static UnboundCalls get() {
        return Holder.CALLS;
    }

    /** Puts the loading off until the first use. */
    final class Holder {
        private static final UnboundCalls CALLS = LibvirtLibrary.load(UnboundCalls.class);

        private Holder() {
        }
    }
}
