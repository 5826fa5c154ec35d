package dev.slipway.launcher.domain;

import static dev.slipway.launcher.errors.LauncherError.INVALID_PARAMETER_VALUE;
import static java.util.Objects.requireNonNull;

import dev.slipway.host.libvirt.device.PciPlace;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.launcher.errors.LauncherException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A disk of a guest.
 *
 * @param target the name libvirt keeps it under, such as {@code vda}; guests may name it otherwise
 * @param discard whether blocks the guest trims are given back to the host
 * @param serial what the guest reads as the disk's serial number; see {@link #serialOf}
 * @param bootOrder the disk's place when the firmware looks for something to boot, from 1
 * @param removable whether a running guest can be asked to give it up; needs a place that costs its boot some time
 */
public record Disk(DiskKind kind, DiskBus bus, String target, Path file, DiskFormat format, DiskCache cache,
        boolean discard, boolean readOnly, Optional<String> serial, OptionalInt bootOrder, boolean removable) {

    /** Virtio disks cut a serial number after this many bytes. */
    private static final int SERIAL_LENGTH = 20;

    public Disk {
        requireNonNull(kind, "kind");
        requireNonNull(file, "file");
        requireNonNull(format, "format");
        requireNonNull(cache, "cache");
        // Under which name libvirt keeps a disk says nothing of its bus: those of the store keep theirs on any.
        if (!isTarget(target, bus) && !isTarget(target, DiskBus.VIRTIO)) {
            throw new LauncherException(INVALID_PARAMETER_VALUE, "The disk target '" + target + "' is not '"
                    + bus.targetPrefix() + "' and one or two letters.");
        }
        if (serial.isPresent()) {
            XmlText.required(serial.get(), "disk serial");
            if (serial.get().length() > SERIAL_LENGTH) {
                throw new IllegalArgumentException("serial longer than " + SERIAL_LENGTH + ": " + serial.get());
            }
        }
        if (bootOrder.isPresent() && bootOrder.getAsInt() < 1) {
            throw new IllegalArgumentException("bootOrder begins with 1: " + bootOrder.getAsInt());
        }
    }

    /** A writable qcow2 disk on virtio that gives trimmed blocks back: what volumes are. */
    public static Disk volume(String target, Path file, String volumeId) {
        return new Disk(DiskKind.DISK, DiskBus.VIRTIO, target, file, DiskFormat.QCOW2, DiskCache.WRITEBACK, true, false,
                Optional.of(serialOf(volumeId)), OptionalInt.empty(), false);
    }

    /** A writable qcow2 disk on virtio that dies with its instance, so no write of it is ever flushed. */
    public static Disk ephemeral(String target, Path file, String serial) {
        return new Disk(DiskKind.DISK, DiskBus.VIRTIO, target, file, DiskFormat.QCOW2, DiskCache.UNSAFE, true, false,
                Optional.of(serial), OptionalInt.empty(), false);
    }

    /**
     * The read-only disk that carries an instance's seed. On virtio rather than a CD drive: guests find it by its
     * label, and every machine has that bus without a further controller to probe.
     */
    public static Disk seed(String target, Path file) {
        return new Disk(DiskKind.DISK, DiskBus.VIRTIO, target, file, DiskFormat.RAW, DiskCache.WRITEBACK, false, true,
                Optional.of("slipway-seed"), OptionalInt.empty(), false);
    }

    /** The seed as a CD, for guests that look for it nowhere else. */
    public static Disk seedCd(String target, Path file) {
        return new Disk(DiskKind.CDROM, DiskBus.SATA, target, file, DiskFormat.RAW, DiskCache.WRITEBACK, false, true,
                Optional.of("slipway-seed"), OptionalInt.empty(), false);
    }

    /** This disk on SATA, for guests without virtio drivers. It does not come and go while they run. */
    public Disk onSata() {
        return new Disk(kind, DiskBus.SATA, target, file, format, cache, discard, readOnly, serial, bootOrder, false);
    }

    /** This disk at a place in the boot order. */
    public Disk bootingAt(int order) {
        return new Disk(kind, bus, target, file, format, cache, discard, readOnly, serial, OptionalInt.of(order),
                removable);
    }

    /** This disk, at a place where a running guest can be asked to give it up. */
    public Disk removably() {
        return new Disk(kind, bus, target, file, format, cache, discard, readOnly, serial, bootOrder, true);
    }

    /** A volume's serial number, as EC2 gives it to NVMe disks: the id without its dash, 20 characters. */
    public static String serialOf(String volumeId) {
        return volumeId.replace("-", "");
    }

    void write(Elements xml, PciSlots slots, SataPorts sata) {
        xml.start("disk", "type", "file", "device", kind.libvirtName());
        writeContent(xml);
        if (bus == DiskBus.VIRTIO) {
            // On the other buses it is the controller that has a slot.
            slots.writeDisk(xml, removable);
        } else if (bus == DiskBus.SATA) {
            sata.writeNext(xml);
        }
        xml.end();
    }

    /** The element for a guest that runs and is given the disk at a place of its own. */
    public String xmlAt(PciPlace place) {
        Elements xml = new Elements();
        // A snapshot of other disks at this moment does not know of it, and libvirt would take it along.
        xml.start("disk", "type", "file", "device", kind.libvirtName(), "snapshot", "no");
        writeContent(xml);
        PciSlots.write(xml, place);
        xml.end();
        return xml.finished();
    }

    /** The element by which a running guest is asked to give the disk up. */
    public String xmlToRemove() {
        Elements xml = new Elements();
        xml.start("disk", "type", "file", "device", kind.libvirtName());
        writeContent(xml);
        xml.end();
        return xml.finished();
    }

    private void writeContent(Elements xml) {
        List<String> driver = new ArrayList<>(List.of("name", "qemu", "type", format.qemuName(),
                "cache", cache.libvirtName()));
        if (discard) {
            driver.addAll(List.of("discard", "unmap"));
        }
        xml.leaf("driver", driver.toArray(new String[0]));
        xml.leaf("source", "file", file.toString());
        xml.leaf("target", "dev", target, "bus", bus.libvirtName());
        if (serial.isPresent()) {
            xml.text("serial", serial.get());
        }
        if (readOnly) {
            xml.leaf("readonly");
        }
        if (bootOrder.isPresent()) {
            xml.leaf("boot", "order", Integer.toString(bootOrder.getAsInt()));
        }
    }

    private static boolean isTarget(String target, DiskBus bus) {
        int letters = target.length() - bus.targetPrefix().length();
        if (letters < 1 || letters > 2 || !target.startsWith(bus.targetPrefix())) {
            return false;
        }
        for (int i = bus.targetPrefix().length(); i < target.length(); i++) {
            if (target.charAt(i) < 'a' || target.charAt(i) > 'z') {
                return false;
            }
        }
        return true;
    }
}
