# The tiny guest for another processor than the one it was written for: what arm64.sh and i386.sh share. Sourced, not run. None of
# the guest's programs can be run here, so what tiny.sh asks them for is found out otherwise.

# Sourced once: it has read-only variables, and may have been sourced for the tiny guest itself.
declare -F build_tiny >/dev/null || source "$PIECES/tiny.sh"

# PORT_ARCHITECTURE, in Debian's words, PORT_KERNEL, the metapackage, PORT_CONSOLE, the serial line, PORT_TRIPLET, where libraries are,
# PORT_LOADER, the loader's path, and the lists PORT_MODULES_FIRST, _LAST and _ROOT are the guest's.
fetch_port() {
    local kernel
    cat >"$WORK/apt.conf" <<CONF
APT::Architecture "$PORT_ARCHITECTURE";
APT::Architectures { "$PORT_ARCHITECTURE"; "$(dpkg --print-architecture)"; };
CONF
    export APT_CONFIG=$WORK/apt.conf
    # A mirror that is being synchronised has some lists wrong; whether the packages can be had, the download tells.
    apt_private apt-get update >&2 || say "fetching package lists had failures; going on"
    kernel=$(apt_private apt-cache show "$PORT_KERNEL" | sed -n '1,/^$/s/^Depends: *\(linux-image-[^ ,]*\).*/\1/p')
    [ -n "$kernel" ] || die "this machine's mirrors have no $PORT_KERNEL for $PORT_ARCHITECTURE"
    # What libtomcrypt is linked with besides, on these.
    fetch_packages "$kernel" "${TINY_PACKAGES[@]}" libgmp10 "$@"
    # The same program for this machine, to ask it for its applets.
    mkdir "$WORK/native"
    (cd "$WORK/native" && apt_private apt-get download "busybox-static:$(dpkg --print-architecture)" >&2)
    dpkg-deb -x "$WORK"/native/*.deb "$WORK/native"
    unset APT_CONFIG

    use_kernel "$kernel"
}

make_port_ramdisk() { make_tiny_ramdisk PORT gzip -9n >"$1"; }

make_port_root() {
    local root=$1 file
    make_tiny_tree "$root" PORT "$WORK/native/bin/busybox"
    mkdir -p "$root"/{lib,lib64}
    sed -i "s/ttyS0/$PORT_CONSOLE/g" "$root/etc/inittab" "$root/etc/tiny/console"
    for file in "${TINY_PROGRAMS[@]}"; do
        install -D -m 755 "$WORK/unpacked/$file" "$root/${file#*/}"
    done
    # Every library of the packages: which of them are needed, only the guest's own loader could tell.
    find "$WORK"/unpacked/*/{lib,usr/lib}/"$PORT_TRIPLET" -maxdepth 1 -name '*.so*' 2>/dev/null | while read -r file; do
        cp -L "$file" "$root/lib/"
    done
    [ "/lib/${PORT_LOADER##*/}" = "$PORT_LOADER" ] || cp -L "$root/lib/${PORT_LOADER##*/}" "$root$PORT_LOADER"
    settle_times "$root"
}
