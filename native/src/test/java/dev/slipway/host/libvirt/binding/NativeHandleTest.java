package dev.slipway.host.libvirt.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.jna.Pointer;
import org.junit.jupiter.api.Test;

class NativeHandleTest {

    @Test
    void anObjectInUseIsFreedOnlyAfterwards() {
        LibvirtCalls calls = LibvirtLibrary.calls();
        NativeHandle connection = new NativeHandle(
                NativeHandle.Kind.CONNECTION, calls.virConnectOpen("test:///default"), "the connection");
        try (NativeHandle.Use use = connection.use()) {
            connection.close();
            assertEquals(1, calls.virConnectIsAlive(use.pointer()));
        }
        assertFalse(connection.isOpen());
        assertThrows(IllegalStateException.class, connection::use);
        connection.close();
    }

    @Test
    void thereIsNoHandleOfNothing() {
        assertThrows(IllegalArgumentException.class,
                () -> new NativeHandle(NativeHandle.Kind.DOMAIN, Pointer.NULL, "the domain 'x'"));
    }
}
