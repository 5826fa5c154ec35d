package dev.slipway.launcher.domain;

/**
 * Whom QEMU runs as, when not as whom libvirt is configured for ({@code user} and {@code group} in qemu.conf). With it a
 * store in a home folder that only its owner may enter works with the system's libvirt.
 */
public record QemuUser(int uid, int gid) {

    public QemuUser {
        if (uid < 0 || gid < 0) {
            throw new IllegalArgumentException("uid and gid must not be negative: " + uid + ", " + gid);
        }
    }

    void write(Elements xml) {
        // The plus sign keeps libvirt from looking the number up as a name.
        xml.start("seclabel", "type", "static", "model", "dac", "relabel", "yes");
        xml.text("label", "+" + uid + ":+" + gid);
        xml.end();
    }
}
