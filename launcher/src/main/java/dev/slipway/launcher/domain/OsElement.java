package dev.slipway.launcher.domain;

/** {@code <os>}: the machine, and what it starts with. */
final class OsElement {

    private OsElement() {
    }

    static void write(Elements xml, DomainSpec spec) {
        xml.start("os");
        xml.text("type", "hvm", "arch", spec.architecture().libvirtName(),
                "machine", MachineType.of(spec.architecture(), spec.boot()).libvirtName());
        spec.boot().write(xml, spec);
        if (SystemElement.isThere(spec)) {
            xml.leaf("smbios", "mode", "sysinfo");
        }
        xml.end();
    }
}
