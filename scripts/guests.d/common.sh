# Parts of scripts/guests that both guests are made with. Sourced, not run.

say() { printf 'guests: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# One fixed moment for every time stamp in a guest, so that the same packages give the same bytes. mke2fs has its own name for it.
export SOURCE_DATE_EPOCH=1700000000
export E2FSPROGS_FAKE_TIME=$SOURCE_DATE_EPOCH
export LC_ALL=C

# Runs a command that must see, or make, files owned by root. For anyone else than root a pretence is enough: the files only
# ever go into a file system image.
pretending_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else fakeroot -- "$@"; fi
}

# Debian's packages, from the mirrors this machine's own apt is configured with. State and cache are private: the machine's
# package lists may be missing or old, and changing them needs root.
apt_private() {
    local command=$1 apt=$WORK/apt
    shift
    mkdir -p "$apt/lists/partial" "$apt/archives/partial"
    : >"$apt/status"
    "$command" -qq -o Dir::State="$apt" -o Dir::State::Lists="$apt/lists" -o Dir::State::status="$apt/status" \
        -o Dir::Cache="$apt" -o Dir::Cache::archives="$apt/archives" -o APT::Sandbox::User="$(id -un)" "$@"
}

# Downloads packages into $WORK/packages and unpacks each into $WORK/unpacked/PACKAGE; writes the versions to the guest's list.
fetch_packages() {
    local package file
    mkdir -p "$WORK/packages"
    (cd "$WORK/packages" && apt_private apt-get download "$@" >&2)
    for package in "$@"; do
        file=$(echo "$WORK/packages/${package}"_*.deb)
        mkdir -p "$WORK/unpacked/$package"
        dpkg-deb -x "$file" "$WORK/unpacked/$package"
        dpkg-deb -f "$file" Package Version | sed 's/^[^:]*: //' | paste -d' ' - - >>"$OUT/packages"
    done
}

# The versioned package behind Debian's metapackage for the newest cloud kernel.
kernel_package() {
    apt_private apt-cache show linux-image-cloud-amd64 |
        sed -n '1,/^$/s/^Depends: *\(linux-image-[^ ,]*\).*/\1/p'
}

# Makes an ext4 file system out of a folder: FOLDER IMAGE SIZE LABEL UUID. No mount, hence no root.
# The features left out are those GRUB 2.06 or an older e2fsck cannot read.
make_ext4() {
    local folder=$1 image=$2 size=$3 label=$4 uuid=$5
    truncate -s "$size" "$image"
    mke2fs -q -F -t ext4 -b 4096 -I 256 -m 0 -L "$label" -U "$uuid" -O '^metadata_csum_seed,^orphan_file' \
        -E "hash_seed=$uuid,lazy_itable_init=0,lazy_journal_init=0" -d "$folder" "$image"
    settle_inode_times "$image"
}

# mke2fs copies each file's times, among them that of the last change, which nobody can set, and that of the last access, which
# changed while it looked. It hands out inodes in order: 2 is
# the root, 11 the first that is not reserved.
settle_inode_times() {
    local used inode
    used=$(dumpe2fs -h "$1" 2>/dev/null | awk '/^Inode count:/ {all = $3} /^Free inodes:/ {print all - $3}')
    for inode in 2 $(seq 11 "$used"); do
        echo "set_inode_field <$inode> ctime @$SOURCE_DATE_EPOCH"
        echo "set_inode_field <$inode> atime @$SOURCE_DATE_EPOCH"
    done | debugfs -w -f - "$1" >/dev/null 2>&1
}

# An EFI system partition that holds one boot loader: IMAGE SECTORS ID LOADER. The loader's name is the one firmware looks for.
make_esp() {
    local esp=$1 loader=$4 name=${4##*/}
    # touch and SOURCE_DATE_EPOCH: FAT keeps times of its own.
    touch -d "@$SOURCE_DATE_EPOCH" "$loader"
    truncate -s $(($2 * 512)) "$esp"
    mkfs.vfat --invariant -i "$3" -n ESP "$esp" >/dev/null
    mmd -i "$esp" ::/EFI ::/EFI/BOOT
    mcopy -m -i "$esp" "$loader" "::/EFI/BOOT/${name^^}"
}

# A plain qcow2 of its own, without backing file: what an import takes without converting it.
to_qcow2() { qemu-img convert -f raw -O qcow2 -o compat=1.1 "$1" "$2"; }

# Writes a file into an image at a sector, leaving holes as they are: FILE IMAGE SECTOR.
write_at_sector() {
    dd if="$1" of="$2" bs=1M seek="$(($3 * 512))" oflag=seek_bytes conv=notrunc,sparse status=none
}

# A little-endian number of eight bytes, as GRUB's block lists have it: IMAGE OFFSET NUMBER.
patch_u64() {
    local bytes='' number=$3 i
    for ((i = 0; i < 8; i++)); do
        bytes+=$(printf '\\x%02x' $((number >> (8 * i) & 255)))
    done
    printf '%b' "$bytes" | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

# Installs GRUB for BIOS into a disk image, as grub-setup does with a device: IMAGE CORE_IMAGE SECTOR. Byte 0x5c of boot.img says where
# the core image begins; the last twelve bytes of the core's first sector say where the rest of it is.
install_bios_grub() {
    local disk=$1 core=$2 sector=$3 boot=$WORK/boot.img
    cp /usr/lib/grub/i386-pc/boot.img "$boot"
    patch_u64 "$boot" $((0x5c)) "$sector"
    patch_u64 "$core" $((512 - 12)) $((sector + 1))
    # The first 440 bytes are code; what follows in that sector is the partition table.
    dd if="$boot" of="$disk" bs=440 count=1 conv=notrunc status=none
    write_at_sector "$core" "$disk" "$sector"
}
