package dev.slipway.launcher.domain;

/** Writes a {@link DomainSpec} as libvirt's domain XML. */
public final class DomainXml {

    private static final String QEMU_NAMESPACE = "http://libvirt.org/schemas/domain/qemu/1.0";

    private DomainXml() {
    }

    /** The whole document, without an XML declaration, as libvirt takes it. */
    public static String of(DomainSpec spec) {
        Elements xml = new Elements();
        xml.start("domain", "type", spec.accelerator().domainType());
        if (spec.hasQemuArguments()) {
            xml.namespace("qemu", QEMU_NAMESPACE);
        }
        xml.text("name", spec.name());
        xml.text("uuid", spec.uuid().toString());
        spec.identity().write(xml);
        xml.text("memory", Integer.toString(spec.memoryMebibytes()), "unit", "MiB");
        xml.text("vcpu", Integer.toString(spec.vcpus()));
        OsElement.write(xml, spec);
        SystemElement.write(xml, spec);
        FeaturesElement.write(xml, spec);
        CpuElement.write(xml, spec);
        ClockElement.write(xml, spec);
        // A guest that powers itself off is gone for libvirt; what becomes of the instance is decided elsewhere.
        xml.text("on_poweroff", "destroy");
        xml.text("on_reboot", "restart");
        xml.text("on_crash", "destroy");
        DevicesElement.write(xml, spec);
        if (spec.qemuUser().isPresent()) {
            spec.qemuUser().get().write(xml);
        }
        if (spec.hasQemuArguments()) {
            xml.start("qemu:commandline");
            for (int i = 0; i < spec.networks().size(); i++) {
                spec.networks().get(i).writeQemuArguments(xml, i, spec.cardModel());
            }
            xml.end();
        }
        xml.end();
        return xml.finished();
    }
}
