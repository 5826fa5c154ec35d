package dev.slipway.launcher.domain;

import dev.slipway.host.libvirt.device.PciPlace;
import dev.slipway.host.machine.Architecture;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Each element alone, by the name of its golden file. */
final class ElementSamples {

    private static final String MAC = "52:54:00:12:34:56";

    private ElementSamples() {
    }

    static Map<String, String> all() {
        Map<String, String> samples = new TreeMap<>();
        DomainSamples.disks().forEach((name, disk) -> samples.put(name, written(xml -> disk.write(xml, new PciSlots(DomainSamples.hvmBios()), new SataPorts()))));
        samples.put("disk-removable", written(xml -> DomainSamples.volume().removably()
                .write(xml, new PciSlots(DomainSamples.hvmBios()), new SataPorts())));
        samples.put("disk-plugged", DomainSamples.volume().xmlAt(new PciPlace(2, 0)));
        samples.put("disk-unplugged", DomainSamples.volume().xmlToRemove());
        samples.put("metadata", written(new InstanceIdentity("i-0123456789abcdef0", "ami-1", "123456789012",
                "a'b\"<c>&d", "r-1")::write));
        samples.put("interface-nat", written(xml -> new NatNetwork("lab'\"<&", MAC, Optional.empty()).writeDevices(xml, 0, CardModel.VIRTIO)));
        samples.put("interface-bridge", written(xml -> new BridgeNetwork("br0", MAC,
                Optional.of("slipway-1a2b3c4d-i-0123456789abcdef0-2")).writeDevices(xml, 2, CardModel.E1000E)));
        samples.put("interface-user", written(xml -> {
            xml.start("qemu:commandline", "xmlns:qemu", "http://libvirt.org/schemas/domain/qemu/1.0");
            new UserNetwork(MAC, List.of(PortForward.onLoopback(49222, 22), new PortForward("127.0.0.2", 80, 8080)))
                    .writeQemuArguments(xml, 0, CardModel.VIRTIO);
            xml.end();
        }));
        samples.put("serial", written(new SerialConsole(Path.of("/srv/console.log"))::write));
        samples.put("channel", written(xml -> GuestAgentChannel.anywhere().write(xml, new PciSlots(DomainSamples.hvmBios()))));
        samples.put("rng", written(xml -> RandomSource.write(xml, new PciSlots(DomainSamples.hvmBios()))));
        samples.put("seclabel", written(new QemuUser(1000, 1000)::write));
        samples.put("panic-x86_64", written(xml -> PanicDevice.write(xml, Architecture.X86_64)));
        samples.put("panic-arm64", written(xml -> PanicDevice.write(xml, Architecture.ARM64)));
        for (Display display : Display.values()) {
            String name = "display-" + display.name().toLowerCase(Locale.ROOT);
            samples.put(name, written(xml -> display.write(xml, Architecture.X86_64)));
        }
        samples.put("display-card-arm64", written(xml -> Display.CARD.write(xml, Architecture.ARM64)));
        DomainSamples.all().forEach((name, spec) -> {
            String variant = name.replace("domain-", "");
            samples.put("os-" + variant, written(xml -> OsElement.write(xml, spec)));
            samples.put("features-" + variant, written(xml -> FeaturesElement.write(xml, spec)));
            samples.put("cpu-" + variant, written(xml -> CpuElement.write(xml, spec)));
            samples.put("clock-" + variant, written(xml -> ClockElement.write(xml, spec)));
        });
        samples.put("os-kernel-alone", written(xml -> OsElement.write(xml, DomainSamples.kernelAlone())));
        samples.put("os-kernel-kvm", written(xml -> OsElement.write(xml, DomainSamples.kernelOnKvm())));
        return samples;
    }

    private static String written(Consumer<Elements> writer) {
        Elements xml = new Elements();
        writer.accept(xml);
        return xml.finished();
    }
}
