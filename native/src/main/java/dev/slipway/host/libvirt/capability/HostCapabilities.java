package dev.slipway.host.libvirt.capability;

import dev.slipway.host.libvirt.binding.LibvirtXml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;

/** What the hypervisor can run, by architecture ({@code virConnectGetCapabilities}). {@code xml} is libvirt's whole answer. */
public record HostCapabilities(String architecture, List<GuestSupport> guests, String xml) {

    public HostCapabilities {
        guests = List.copyOf(guests);
    }

    /** Guests of an architecture, by libvirt's name of it. */
    public Optional<GuestSupport> guests(String guestArchitecture) {
        for (GuestSupport guest : guests) {
            if (guest.architecture().equals(guestArchitecture)) {
                return Optional.of(guest);
            }
        }
        return Optional.empty();
    }

    static HostCapabilities parse(String xml) {
        Element root = LibvirtXml.parse(xml);
        List<GuestSupport> guests = new ArrayList<>();
        for (Element guest : LibvirtXml.children(root, "guest")) {
            Element architecture = LibvirtXml.first(guest, "arch");
            Set<String> virtTypes = new HashSet<>();
            Set<String> machines = new HashSet<>(LibvirtXml.texts(architecture, "machine"));
            for (Element domain : LibvirtXml.children(architecture, "domain")) {
                virtTypes.add(domain.getAttribute("type"));
                machines.addAll(LibvirtXml.texts(domain, "machine"));
            }
            guests.add(new GuestSupport(architecture.getAttribute("name"),
                    LibvirtXml.text(architecture, "emulator"), virtTypes, machines));
        }
        return new HostCapabilities(LibvirtXml.text(root, "host", "cpu", "arch"), guests, xml);
    }
}
