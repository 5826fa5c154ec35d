package dev.slipway.host.libvirt.capability;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.LibvirtJava;
import dev.slipway.host.libvirt.binding.LibvirtLibrary;
import dev.slipway.host.libvirt.binding.NativeHandle;
import org.libvirt.jna.CString;
import org.libvirt.jna.virNodeInfo;

/** The host behind a connection, and what its hypervisor can do. Lives as long as the connection. */
public final class HypervisorHost {

    private static final long KIB = 1024;

    private final NativeHandle connection;

    /** Made by {@code Hypervisor.host()}. */
    public HypervisorHost(NativeHandle connection) {
        this.connection = connection;
    }

    /** What can be run here. */
    public HostCapabilities capabilities() {
        try (NativeHandle.Use use = connection.use()) {
            CString xml = LibvirtJava.calls().virConnectGetCapabilities(LibvirtJava.connection(use));
            if (xml == null) {
                throw LibvirtError.failure("The hypervisor's capabilities cannot be read");
            }
            return HostCapabilities.parse(xml.toString());
        }
    }

    /**
     * Whether the hypervisor offers this accelerator to guests of this architecture. What it offers need not work:
     * libvirt says {@code kvm} wherever {@code /dev/kvm} can be opened.
     *
     * @param architecture libvirt's name: {@code x86_64}
     * @param virtType {@code kvm} or {@code qemu}
     */
    public boolean supports(String architecture, String virtType) {
        try (NativeHandle.Use use = connection.use()) {
            Pointer xml = LibvirtLibrary.calls()
                    .virConnectGetDomainCapabilities(use.pointer(), null, architecture, null, virtType, 0);
            if (xml == null) {
                return false;
            }
            Native.free(Pointer.nativeValue(xml));
            return true;
        }
    }

    /** What a domain of this kind may have. Null stands for libvirt's choice, in each parameter. */
    public DomainCapabilities domainCapabilities(String emulator, String architecture, String machine, String virtType) {
        try (NativeHandle.Use use = connection.use()) {
            String xml = LibvirtLibrary.takeText(LibvirtLibrary.calls()
                    .virConnectGetDomainCapabilities(use.pointer(), emulator, architecture, machine, virtType, 0));
            if (xml == null) {
                throw LibvirtError.failure("The hypervisor offers no such domain");
            }
            return DomainCapabilities.parse(xml);
        }
    }

    /** Its processors and memory. */
    public NodeInfo node() {
        virNodeInfo info = new virNodeInfo();
        try (NativeHandle.Use use = connection.use()) {
            if (LibvirtJava.calls().virNodeGetInfo(LibvirtJava.connection(use), info) < 0) {
                throw LibvirtError.failure("The host's processors cannot be read");
            }
        }
        return new NodeInfo(Native.toString(info.model), info.cpus, info.memory.longValue() * KIB);
    }

    /** Its memory that nothing uses, in bytes. */
    public long freeMemoryBytes() {
        try (NativeHandle.Use use = connection.use()) {
            long bytes = LibvirtJava.calls().virNodeGetFreeMemory(LibvirtJava.connection(use));
            if (bytes == 0) {
                throw LibvirtError.failure("The host's free memory cannot be read");
            }
            return bytes;
        }
    }
}
