# The i386 guest: the tiny one on a 32-bit processor, by kernel and by BIOS. Sourced by scripts/guests; see docs/guests.md.

source "$PIECES/tiny-port.sh"

readonly I386_ROOT_UUID=51197a11-0000-4000-8000-000000000031
readonly I386_DISK_UUID=51197a11-0000-4000-8000-000000000032

build_i386() {
    PORT_ARCHITECTURE=i386
    # There is no cloud kernel for it: this one has nearly everything as modules, ext4 included.
    PORT_KERNEL=linux-image-686
    PORT_CONSOLE=ttyS0
    PORT_TRIPLET=i386-linux-gnu
    PORT_LOADER=/lib/ld-linux.so.2
    PORT_MODULES_FIRST=(virtio_pci virtio_blk crc32c_generic ext4)
    PORT_MODULES_LAST=(virtio_scsi ata_piix sd_mod)
    PORT_MODULES_ROOT=(virtio_net virtio_console virtio-rng button evdev isofs)

    say "i386: fetching packages"
    fetch_port
    say "i386: making kernel, ramdisk and disks"
    make_port_ramdisk "$OUT/initrd"
    make_port_root "$WORK/root"
    make_root_volume "$WORK/root" "$TINY_SIZE" "$I386_ROOT_UUID"
    make_boot_partition "$WORK/root" "$TINY_SIZE" "$I386_DISK_UUID" "$PIECES/tiny/grub.cfg"
    make_tiny_disk "$WORK/partition.raw" "$WORK/disk.raw"
    to_qcow2 "$WORK/disk.raw" "$OUT/disk.qcow2"
}
