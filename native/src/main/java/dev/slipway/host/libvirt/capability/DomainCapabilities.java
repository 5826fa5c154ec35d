package dev.slipway.host.libvirt.capability;

import dev.slipway.host.libvirt.binding.LibvirtXml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Element;

/**
 * What a domain of one architecture, machine and accelerator may have ({@code virConnectGetDomainCapabilities}).
 *
 * @param emulator the QEMU binary
 * @param machine the machine type in full: {@code pc-q35-7.2} for {@code q35}
 * @param firmwares what libvirt can choose by itself: {@code bios}, {@code efi}
 * @param loaders the firmware files it knows
 * @param secureBoot whether one of them checks signatures
 * @param cpuModes {@code host-passthrough}, {@code maximum}, {@code host-model}, {@code custom}
 * @param xml libvirt's whole answer
 */
public record DomainCapabilities(String emulator, String architecture, String machine, String virtType, int maximumVcpus,
        Set<String> firmwares, List<String> loaders, boolean secureBoot, Set<String> cpuModes, String xml) {

    public DomainCapabilities {
        firmwares = Set.copyOf(firmwares);
        loaders = List.copyOf(loaders);
        cpuModes = Set.copyOf(cpuModes);
    }

    static DomainCapabilities parse(String xml) {
        Element root = LibvirtXml.parse(xml);
        Set<String> firmwares = new HashSet<>();
        List<String> loaders = new ArrayList<>();
        Set<String> cpuModes = new HashSet<>();
        boolean secureBoot = false;
        Element os = LibvirtXml.first(root, "os");
        if (os != null) {
            firmwares.addAll(enumeration(os, "firmware"));
            Element loader = LibvirtXml.first(os, "loader");
            if (loader != null) {
                loaders.addAll(LibvirtXml.texts(loader, "value"));
                secureBoot = enumeration(loader, "secure").contains("yes");
            }
        }
        Element cpu = LibvirtXml.first(root, "cpu");
        if (cpu != null) {
            for (Element mode : LibvirtXml.children(cpu, "mode")) {
                if (mode.getAttribute("supported").equals("yes")) {
                    cpuModes.add(mode.getAttribute("name"));
                }
            }
        }
        Element vcpu = LibvirtXml.first(root, "vcpu");
        int maximumVcpus = vcpu == null ? 1 : Integer.parseInt(vcpu.getAttribute("max"));
        return new DomainCapabilities(LibvirtXml.text(root, "path"), LibvirtXml.text(root, "arch"),
                LibvirtXml.text(root, "machine"), LibvirtXml.text(root, "domain"), maximumVcpus,
                firmwares, loaders, secureBoot, cpuModes, xml);
    }

    private static List<String> enumeration(Element parent, String name) {
        for (Element values : LibvirtXml.children(parent, "enum")) {
            if (values.getAttribute("name").equals(name)) {
                return LibvirtXml.texts(values, "value");
            }
        }
        return List.of();
    }
}
