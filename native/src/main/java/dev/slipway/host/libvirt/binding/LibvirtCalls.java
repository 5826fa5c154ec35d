package dev.slipway.host.libvirt.binding;

import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;

/**
 * The libvirt calls on the way from a cold start to a running domain, named and typed as in libvirt's C API.
 *
 * <p>libvirt-java binds most of them too, but its one interface has 290 methods, and making a proxy of it takes 50 to
 * 80 ms in a cold process where this one takes 5. It is kept short for that reason; calls that nobody waits for
 * in a launch are in {@link LibvirtJava} (what libvirt-java binds) and {@link UnboundCalls} (what it does not).
 * Plain pointers stand for libvirt's handles: see {@link NativeHandle} for who frees them.
 */
public interface LibvirtCalls extends Library {

    void virSetErrorFunc(Pointer userData, Pointer handler);

    Pointer virGetLastError();

    void virResetLastError();

    Pointer virConnectOpen(String uri);

    int virConnectClose(Pointer connection);

    int virConnectIsAlive(Pointer connection);

    Pointer virConnectGetURI(Pointer connection);

    String virConnectGetType(Pointer connection);

    int virConnectGetLibVersion(Pointer connection, LongByReference version);

    int virConnectGetVersion(Pointer connection, LongByReference version);

    Pointer virConnectGetDomainCapabilities(
            Pointer connection, String emulator, String architecture, String machine, String virtType, int flags);

    int virConnectGetAllDomainStats(Pointer connection, int stats, PointerByReference records, int flags);

    void virDomainStatsRecordListFree(Pointer records);

    Pointer virDomainDefineXMLFlags(Pointer connection, String xml, int flags);

    Pointer virDomainLookupByName(Pointer connection, String name);

    int virDomainCreateWithFlags(Pointer domain, int flags);

    int virDomainSetAutostart(Pointer domain, int autostart);

    int virDomainDestroyFlags(Pointer domain, int flags);

    int virDomainUndefineFlags(Pointer domain, int flags);

    int virDomainShutdownFlags(Pointer domain, int flags);

    int virDomainGetState(Pointer domain, int[] state, int[] reason, int flags);

    int virDomainIsActive(Pointer domain);

    int virDomainGetID(Pointer domain);

    String virDomainGetName(Pointer domain);

    int virDomainGetUUIDString(Pointer domain, byte[] text);

    Pointer virDomainGetXMLDesc(Pointer domain, int flags);

    int virDomainFree(Pointer domain);
}
