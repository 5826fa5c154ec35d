package dev.slipway.launcher.domain;

/** The first disk in boot order, by BIOS. */
public record DiskBoot() implements BootSpec {

    @Override
    public boolean bootsFromDisk() {
        return true;
    }

    /**
     * Without a display the BIOS prints to the serial line: "No bootable device" and a boot loader's prompt reach the
     * console log even when the loader itself knows nothing of serial lines.
     */
    @Override
    public void write(Elements xml, DomainSpec spec) {
        if (spec.display() == Display.NONE) {
            xml.leaf("bios", "useserial", "yes");
        }
    }
}
