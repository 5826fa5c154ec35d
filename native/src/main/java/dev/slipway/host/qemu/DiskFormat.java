package dev.slipway.host.qemu;

/** The disk formats Slipway reads, with QEMU's names for them. */
public enum DiskFormat {
    QCOW2("qcow2"),
    RAW("raw"),
    VMDK("vmdk"),
    VPC("vpc"),
    VHDX("vhdx"),
    VDI("vdi");

    private final String qemuName;

    DiskFormat(String qemuName) {
        this.qemuName = qemuName;
    }

    /** The name qemu-img and libvirt know it by. */
    public String qemuName() {
        return qemuName;
    }
}
