package dev.slipway.host.libvirt.device;

import dev.slipway.host.libvirt.binding.LibvirtXml;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.w3c.dom.Element;

/**
 * The PCI buses of a running domain, as libvirt knows them: devices that were given to QEMU directly are not on them.
 *
 * @param rootPorts the buses behind PCI Express root ports; each takes one device, also while the guest runs
 * @param hasSlots whether bus 0 is one whose slots take devices while the guest runs, as that of the older PC
 * @param taken the places that have a device
 */
public record PciBuses(Set<Integer> rootPorts, boolean hasSlots, Set<PciPlace> taken) {

    public PciBuses {
        rootPorts = new TreeSet<>(rootPorts);
        taken = Set.copyOf(taken);
    }

    static PciBuses of(String domainXml) {
        Set<Integer> rootPorts = new TreeSet<>();
        Set<PciPlace> taken = new HashSet<>();
        boolean hasSlots = false;
        Element devices = LibvirtXml.first(LibvirtXml.parse(domainXml), "devices");
        for (Element device : LibvirtXml.children(devices)) {
            if (device.getTagName().equals("controller") && device.getAttribute("type").equals("pci")) {
                switch (device.getAttribute("model")) {
                    case "pcie-root-port" -> rootPorts.add(Integer.decode(device.getAttribute("index")));
                    case "pci-root" -> hasSlots = true;
                    default -> { }
                }
            }
            Element address = LibvirtXml.first(device, "address");
            if (address != null && address.getAttribute("type").equals("pci")) {
                taken.add(new PciPlace(
                        Integer.decode(address.getAttribute("bus")), Integer.decode(address.getAttribute("slot"))));
            }
        }
        return new PciBuses(rootPorts, hasSlots, taken);
    }
}
