package dev.slipway.host.libvirt.device;

import dev.slipway.host.libvirt.binding.LibvirtError;
import dev.slipway.host.libvirt.binding.LibvirtJava;
import dev.slipway.host.libvirt.binding.LibvirtLibrary;
import dev.slipway.host.libvirt.binding.NativeHandle;

/** Adds, removes and changes a domain's devices, each given as its XML element. Lives as long as the domain's handle. */
public final class DomainDevices {

    private final String domain;
    private final NativeHandle handle;

    /** Made by {@code GuestDomain.devices()}. */
    public DomainDevices(String domain, NativeHandle handle) {
        this.domain = domain;
        this.handle = handle;
    }

    /** Where its devices sit on its PCI buses, and where further ones may. */
    public PciBuses pci() {
        try (NativeHandle.Use use = handle.use()) {
            String xml = LibvirtLibrary.takeText(LibvirtLibrary.calls().virDomainGetXMLDesc(use.pointer(), 0));
            if (xml == null) {
                throw LibvirtError.last().ofDomain(domain, "has no readable devices");
            }
            return PciBuses.of(xml);
        }
    }

    /** Adds a device ({@code virDomainAttachDeviceFlags}). */
    public void attach(String xml, DeviceScope scope) {
        try (NativeHandle.Use use = handle.use()) {
            if (LibvirtJava.calls().virDomainAttachDeviceFlags(LibvirtJava.domain(use), xml, scope.flags()) < 0) {
                throw LibvirtError.last().ofDomain(domain, "takes no such device");
            }
        }
    }

    /**
     * Removes a device ({@code virDomainDetachDeviceFlags}). A running guest has to agree: this asks it and may return before
     * it has; the device is gone when the domain's XML no longer has it.
     */
    public void detach(String xml, DeviceScope scope) {
        try (NativeHandle.Use use = handle.use()) {
            if (LibvirtJava.calls().virDomainDetachDeviceFlags(LibvirtJava.domain(use), xml, scope.flags()) < 0) {
                throw LibvirtError.last().ofDomain(domain, "does not give up the device");
            }
        }
    }

    /** Changes a device ({@code virDomainUpdateDeviceFlags}): the medium of a CD-ROM drive, the network of an interface. */
    public void update(String xml, DeviceScope scope) {
        try (NativeHandle.Use use = handle.use()) {
            if (LibvirtJava.calls().virDomainUpdateDeviceFlags(LibvirtJava.domain(use), xml, scope.flags()) < 0) {
                throw LibvirtError.last().ofDomain(domain, "cannot change the device");
            }
        }
    }
}
