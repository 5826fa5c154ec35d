# The debian guest: a complete Debian 12, for BIOS and UEFI. Sourced by scripts/guests; see docs/guests.md.

readonly DEBIAN_RELEASE=bookworm
readonly DEBIAN_SIZE_MIB=2048
# grub.cfg and fstab name the root by it.
readonly DEBIAN_LABEL=debian-root
readonly DEBIAN_ROOT_UUID=51197a11-0000-4000-8000-0000000000d1
readonly DEBIAN_DISK_UUID=51197a11-0000-4000-8000-0000000000d0
readonly DEBIAN_ESP_ID=51197ad1

# Sectors of 512 bytes. The root comes last, so that it can grow with the disk.
readonly DEBIAN_BIOS_START=2048 DEBIAN_BIOS_SECTORS=2048
readonly DEBIAN_ESP_START=4096 DEBIAN_ESP_SECTORS=16384
readonly DEBIAN_ROOT_START=20480

readonly DEBIAN_PACKAGES=(
    systemd-sysv systemd-resolved libpam-systemd dbus udev
    linux-image-cloud-amd64 initramfs-tools zstd
    cloud-init cloud-guest-utils
    openssh-server qemu-guest-agent
    e2fsprogs iproute2 iputils-ping less nano netbase sudo ca-certificates
)

build_debian() {
    say "debian: fetching package lists"
    apt_private apt-get update >&2
    debian_sources >"$WORK/sources.list"
    [ -s "$WORK/sources.list" ] || die "this machine's apt has no source for Debian $DEBIAN_RELEASE"

    say "debian: installing packages"
    make_debian_tar "$WORK/root.tar"
    say "debian: making the disk"
    pretending_root bash -euo pipefail -c "$(declare -f make_ext4 settle_inode_times make_debian_root)"'; make_debian_root "$@"' - \
        "$WORK/root.tar" "$WORK/root" "$WORK/root.raw" "$((DEBIAN_SIZE_MIB - DEBIAN_ROOT_START / 2048 - 1))M" "$DEBIAN_LABEL" "$DEBIAN_ROOT_UUID"
    make_debian_esp "$WORK/esp.raw"
    make_debian_disk "$WORK/disk.raw"
    to_qcow2 "$WORK/disk.raw" "$OUT/disk.qcow2"
}

# The machine's own sources of Debian, in apt's one-line form, whichever way they are configured; foreign sources stay out.
debian_sources() {
    local codename
    for codename in "$DEBIAN_RELEASE" "$DEBIAN_RELEASE-updates" "$DEBIAN_RELEASE-security"; do
        apt_private apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' \
            'Created-By: Packages' 'Origin: Debian' "Codename: $codename"
    done
}

# How this machine reaches its mirror: proxies, and leniency with the dates of one that lags behind.
acquire_options() {
    apt-config dump | grep -E '^Acquire::(https?|ftp|Check|Retries|ForceIPv|Max-FutureTime)[A-Za-z0-9:.-]* "[^"]+";$' || true
}

make_debian_tar() {
    local option options=()
    while read -r option; do
        options+=(--aptopt="$option")
    done < <(acquire_options)
    tar -C "$PIECES/debian/root" --sort=name --owner=0 --group=0 --mode=u+rwX,go=rX --mtime="@$SOURCE_DATE_EPOCH" \
        -cf "$WORK/overlay.tar" .
    # Not root, mmdebstrap works as a subordinate user who may enter no private folder: hence its own hooks for files, which run
    # outside, and its own place for temporary ones.
    [ "$(id -u)" -ne 0 ] || export TMPDIR=$WORK
    # Manual pages and translations are of no use on a serial console, and a third of the files.
    mmdebstrap --quiet --variant=minbase --format=tar \
        --include="$(IFS=,; echo "${DEBIAN_PACKAGES[*]}")" \
        --aptopt='APT::Install-Recommends "false"' "${options[@]}" \
        --dpkgopt=force-unsafe-io \
        --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' \
        --dpkgopt='path-exclude=/usr/share/doc/*' \
        --dpkgopt='path-include=/usr/share/doc/*/copyright' \
        --essential-hook="tar-in '$WORK/overlay.tar' /" \
        --customize-hook="upload '$PIECES/debian/customize' /customize" \
        --customize-hook='chroot "$1" sh /customize' \
        --customize-hook="download /packages '$WORK/packages.list'" \
        --customize-hook='rm "$1/customize" "$1/packages"' \
        "$DEBIAN_RELEASE" "$1" "$WORK/sources.list" >&2 &
    # In the background, because bash heeds a signal only between commands, and this one takes a minute.
    LONG_STEP=$!
    wait "$LONG_STEP"
    LONG_STEP=
    unset TMPDIR
    tr '\t' ' ' <"$WORK/packages.list" >"$OUT/packages"
}

make_debian_root() {
    local tar=$1 folder=$2 image=$3 size=$4 label=$5 uuid=$6
    mkdir "$folder"
    # /dev is made by the kernel. The one extended attribute, a capability of ping, is left out: fakeroot spoils files that have
    # one, and a sysctl in its place lets everybody ping. apt makes its partial folders again; their owner depends on who ran mmdebstrap.
    tar -x --numeric-owner --exclude='./dev/*' --exclude='./var/*/apt/*/partial' -C "$folder" -f "$tar"
    make_ext4 "$folder" "$image" "$size" "$label" "$uuid"
}

# The EFI system partition holds GRUB alone; GRUB finds the root by its label and reads the same grub.cfg as on BIOS.
make_debian_esp() {
    cat >"$WORK/early.cfg" <<CFG
search --no-floppy --label --set=root $DEBIAN_LABEL
set prefix=(\$root)/boot/grub
CFG
    grub-mkimage -O x86_64-efi -o "$WORK/bootx64.efi" -p /boot/grub -c "$WORK/early.cfg" \
        part_gpt fat ext2 normal configfile linux search search_label serial terminal echo reboot halt ls cat
    make_esp "$1" "$DEBIAN_ESP_SECTORS" "$DEBIAN_ESP_ID" "$WORK/bootx64.efi"
}

make_debian_disk() {
    local disk=$1
    truncate -s "${DEBIAN_SIZE_MIB}M" "$disk"
    sfdisk --quiet "$disk" <<TABLE
label: gpt
label-id: $DEBIAN_DISK_UUID
start=$DEBIAN_BIOS_START, size=$DEBIAN_BIOS_SECTORS, type=21686148-6449-6E6F-744E-656564454649, uuid=51197A11-0000-4000-8000-0000000000D2, name=bios
start=$DEBIAN_ESP_START, size=$DEBIAN_ESP_SECTORS, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B, uuid=51197A11-0000-4000-8000-0000000000D3, name=esp
start=$DEBIAN_ROOT_START, type=4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709, uuid=51197A11-0000-4000-8000-0000000000D4, name=root
TABLE
    write_at_sector "$WORK/esp.raw" "$disk" "$DEBIAN_ESP_START"
    write_at_sector "$WORK/root.raw" "$disk" "$DEBIAN_ROOT_START"
    # No drive in the prefix: GRUB then means the one it was booted from, whichever the BIOS calls it.
    grub-mkimage -O i386-pc -o "$WORK/core.img" -p '(,gpt3)/boot/grub' \
        biosdisk part_gpt ext2 normal linux serial terminal echo reboot halt ls cat
    install_bios_grub "$disk" "$WORK/core.img" "$DEBIAN_BIOS_START"
}
