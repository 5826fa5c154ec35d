# The tiny guest: Debian's cloud kernel, busybox, and a few shell scripts. Sourced by scripts/guests; see docs/guests.md.

readonly TINY_ROOT_UUID=51197a11-0000-4000-8000-000000000001
readonly TINY_DISK_UUID=51197a11-0000-4000-8000-000000000002
readonly TINY_DISK_SIGNATURE=0x51197a11
readonly TINY_SIZE=64M
# Where the partition begins. GRUB's core image lives between the MBR and it.
readonly TINY_PARTITION_SECTOR=2048

readonly TINY_PACKAGES=(
    busybox-static
    dropbear-bin
    qemu-guest-agent
    # What those two are linked with
    libc6 libcrypt1 libglib2.0-0 libnuma1 libpcre2-8-0 libtomcrypt1 libtommath1 libudev1 liburing2 zlib1g
)

# Those of them that a guest runs, by package.
readonly TINY_PROGRAMS=(
    dropbear-bin/usr/sbin/dropbear
    dropbear-bin/usr/bin/dropbearkey
    qemu-guest-agent/usr/sbin/qemu-ga
)

# Loaded by the ramdisk at once, and only when the root is not there yet.
readonly TINY_MODULES_FIRST=(virtio_pci virtio_blk)
readonly TINY_MODULES_LAST=(virtio_scsi ata_piix ata_generic nvme sd_mod)
# Loaded in the real root when they are needed.
readonly TINY_MODULES_ROOT=(
    virtio_net virtio_console virtio-rng virtio_balloon button evdev
    virtio_scsi ata_piix sd_mod sr_mod isofs vfat nls_cp437 nls_ascii nls_utf8
)

build_tiny() {
    say "tiny: fetching packages"
    apt_private apt-get update >&2
    local kernel
    kernel=$(kernel_package)
    fetch_packages "$kernel" "${TINY_PACKAGES[@]}"

    say "tiny: making kernel, ramdisk and disks"
    use_kernel "$kernel"
    unpack_kernel "$OUT/vmlinuz" "$OUT/vmlinux"
    # LZ4, because unpacking it costs an emulated guest nothing that could be measured, and GRUB has half as much to read.
    make_tiny_ramdisk TINY lz4 -lc9q >"$OUT/initrd"
    make_tiny_root "$WORK/root"
    make_root_volume "$WORK/root" "$TINY_SIZE" "$TINY_ROOT_UUID"
    make_boot_partition "$WORK/root" "$TINY_SIZE" "$TINY_DISK_UUID" "$PIECES/tiny/grub.cfg"
    make_tiny_disk "$WORK/partition.raw" "$WORK/disk.raw"
    to_qcow2 "$WORK/disk.raw" "$OUT/disk.qcow2"
}

# The kernel of a fetched package: PACKAGE.
use_kernel() {
    KERNEL_TREE=$WORK/unpacked/$1
    KERNEL_VERSION=${1#linux-image-}
    depmod -b "$KERNEL_TREE" "$KERNEL_VERSION"
    cp "$KERNEL_TREE/boot/vmlinuz-$KERNEL_VERSION" "$OUT/vmlinuz"
}

# As make_ext4, with every file owned by root.
make_ext4_for_root() {
    pretending_root bash -euo pipefail -c "$(declare -f make_ext4 settle_inode_times)"'; chown -R 0:0 "$1"; make_ext4 "$@"' - "$@"
}

# The root volume that is booted with kernel and ramdisk beside it: ROOT SIZE UUID.
make_root_volume() {
    make_ext4_for_root "$1" "$WORK/root.raw" "$2" tiny-root "$3"
    to_qcow2 "$WORK/root.raw" "$OUT/root.qcow2"
}

# The same root with kernel, ramdisk and GRUB's menu inside, to go into a disk: ROOT SIZE UUID MENU.
make_boot_partition() {
    local root=$1
    mkdir -p "$root/boot/grub"
    cp "$OUT/vmlinuz" "$OUT/initrd" "$root/boot/"
    cp "$4" "$root/boot/grub/"
    settle_times "$root"
    make_ext4_for_root "$root" "$WORK/partition.raw" "$2" tiny-disk "$3"
}

# Takes the ELF kernel out of a bzImage: VMLINUZ VMLINUX. QEMU starts it directly (PVH), and the guest is spared the unpacking,
# a sixth of an emulated boot. The offsets are those of Linux' x86 boot protocol; Debian compresses its cloud kernel with LZ4.
unpack_kernel() {
    local setup_sectors offset length
    setup_sectors=$(od -An -t u1 -j $((0x1f1)) -N 1 "$1")
    read -r offset length < <(od -An -t u4 -j $((0x248)) -N 8 "$1")
    # The last four bytes of the payload are its unpacked size, which is none of LZ4's business.
    dd if="$1" bs=64k iflag=skip_bytes,count_bytes skip=$(((setup_sectors + 1) * 512 + offset)) count=$((length - 4)) status=none |
        lz4 -dcq >"$2"
}

# The files of modules and of all they depend on, in the order they must be loaded.
module_files() {
    local module
    for module in "$@"; do
        modprobe -d "$KERNEL_TREE" -S "$KERNEL_VERSION" --show-depends "$module"
    done | sed -n 's/^insmod \([^ ]*\).*/\1/p' | awk '!seen[$0]++'
}

settle_times() { find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +; }

# Writes the ramdisk to standard output: the prefix of the lists of its modules, and the command that compresses it.
make_tiny_ramdisk() {
    local tree=$WORK/ramdisk prefix=$1 list
    shift
    mkdir -p "$tree"/{bin,dev,proc,sys,root,modules}
    cp "$WORK/unpacked/busybox-static/bin/busybox" "$tree/bin/"
    install -m 755 "$PIECES/tiny/ramdisk-init" "$tree/init"
    for list in first last; do
        local -n modules=${prefix}_MODULES_${list^^}
        module_files "${modules[@]}" | tee >(xargs -I{} cp {} "$tree/modules/") |
            sed 's,.*/,,;s,\.ko$,,' | paste -sd' ' >"$tree/modules/$list"
    done
    settle_times "$tree"
    (cd "$tree" && find . | sort | cpio --quiet --reproducible -o -H newc --owner 0:0) | "$@"
}

make_tiny_root() {
    local root=$1 program
    make_tiny_tree "$root" TINY "$WORK/unpacked/busybox-static/bin/busybox"
    for program in "${TINY_PROGRAMS[@]}"; do
        install_with_libraries "$root" "$WORK/unpacked/$program"
    done
    settle_times "$root"
}

# All of the root but the programs that have libraries: ROOT, the prefix of the lists of its modules, and a busybox that runs here.
make_tiny_tree() {
    local root=$1 applet file
    local -n first=$2_MODULES_FIRST more=$2_MODULES_ROOT
    mkdir -p "$root"/{bin,dev,etc,proc,root,run,sbin,sys,tmp,usr/bin,usr/sbin,var/lib,var/log}
    ln -s ../run "$root/var/run"
    chmod 1777 "$root/tmp"
    chmod 700 "$root/root"
    cp "$WORK/unpacked/busybox-static/bin/busybox" "$root/bin/"
    for applet in $("$3" --list); do
        [ "$applet" = busybox ] || ln -s busybox "$root/bin/$applet"
    done
    cp -r "$PIECES/tiny/root/." "$root/"
    find "$PIECES/tiny/root/" -type f -printf '%P\n' | grep -E '^(sbin|etc/tiny|etc/acpi)/' | sed "s,^,$root/," | xargs chmod 755
    ln -s ../run/resolv.conf "$root/etc/resolv.conf"

    module_files "${first[@]}" "${more[@]}" | while read -r file; do
        install -D -m 644 "$file" "$root/${file#"$KERNEL_TREE"/}"
    done
    cp "$KERNEL_TREE/lib/modules/$KERNEL_VERSION"/modules.{builtin,builtin.modinfo,order} "$root/lib/modules/$KERNEL_VERSION/"
    depmod -b "$root" "$KERNEL_VERSION"
}

# Copies a program and the shared libraries it needs, asking Debian's own loader which those are.
install_with_libraries() {
    local root=$1 program=$2 loader library
    loader=$(echo "$WORK"/unpacked/libc6/lib*/*/ld-linux-x86-64.so.2)
    install -D -m 755 "$program" "$root/${program#"$WORK"/unpacked/*/}"
    mkdir -p "$root/lib64" "$root/lib"
    cp -L "$loader" "$root/lib64/ld-linux-x86-64.so.2"
    "$loader" --inhibit-cache --library-path "$(library_path)" --list "$program" | awk '/=>/ {print $3}' | while read -r library; do
        [ "$library" != not ] || die "$program needs a library that no package in TINY_PACKAGES has"
        cp -L "$library" "$root/lib/"
    done
}

library_path() {
    find "$WORK/unpacked" -type d -path '*/lib/x86_64-linux-gnu' | paste -sd:
}

# One partition behind an MBR, GRUB in the gap between.
make_tiny_disk() {
    local partition=$1 disk=$2
    truncate -s $((TINY_PARTITION_SECTOR * 512 + $(stat -c %s "$partition"))) "$disk"
    printf 'label: dos\nlabel-id: %s\nstart=%s, type=83, bootable\n' "$TINY_DISK_SIGNATURE" "$TINY_PARTITION_SECTOR" |
        sfdisk --quiet "$disk"
    write_at_sector "$partition" "$disk" "$TINY_PARTITION_SECTOR"
    # No drive in the prefix: GRUB then means the one it was booted from, whichever the BIOS calls it.
    grub-mkimage -O i386-pc -o "$WORK/core.img" -p '(,msdos1)/boot/grub' \
        biosdisk part_msdos ext2 normal linux serial terminal echo reboot halt ls cat
    install_bios_grub "$disk" "$WORK/core.img" 1
}
