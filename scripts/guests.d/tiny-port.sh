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

    KERNEL_TREE=$WORK/unpacked/$kernel
    KERNEL_VERSION=${kernel#linux-image-}
    depmod -b "$KERNEL_TREE" "$KERNEL_VERSION"
    cp "$KERNEL_TREE/boot/vmlinuz-$KERNEL_VERSION" "$OUT/vmlinuz"
}

make_port_ramdisk() {
    local tree=$WORK/ramdisk list
    mkdir -p "$tree"/{bin,dev,proc,sys,root,modules}
    cp "$WORK/unpacked/busybox-static/bin/busybox" "$tree/bin/"
    install -m 755 "$PIECES/tiny/ramdisk-init" "$tree/init"
    for list in first last; do
        local -n modules=PORT_MODULES_${list^^}
        module_files "${modules[@]}" | tee >(xargs -I{} cp {} "$tree/modules/") |
            sed 's,.*/,,;s,\.ko$,,' | paste -sd' ' >"$tree/modules/$list"
    done
    settle_times "$tree"
    (cd "$tree" && find . | sort | cpio --quiet --reproducible -o -H newc --owner 0:0) | gzip -9n >"$1"
}

make_port_root() {
    local root=$1 applet file
    mkdir -p "$root"/{bin,dev,etc,proc,root,run,sbin,sys,tmp,usr/bin,usr/sbin,var/lib,var/log,lib,lib64}
    ln -s ../run "$root/var/run"
    chmod 1777 "$root/tmp"
    chmod 700 "$root/root"
    cp "$WORK/unpacked/busybox-static/bin/busybox" "$root/bin/"
    for applet in $("$WORK/native/bin/busybox" --list); do
        [ "$applet" = busybox ] || ln -s busybox "$root/bin/$applet"
    done
    cp -r "$PIECES/tiny/root/." "$root/"
    find "$PIECES/tiny/root/" -type f -printf '%P\n' | grep -E '^(sbin|etc/tiny|etc/acpi)/' | sed "s,^,$root/," | xargs chmod 755
    sed -i "s/ttyS0/$PORT_CONSOLE/g" "$root/etc/inittab" "$root/etc/tiny/console"
    ln -s ../run/resolv.conf "$root/etc/resolv.conf"

    module_files "${PORT_MODULES_FIRST[@]}" "${PORT_MODULES_ROOT[@]}" | while read -r file; do
        install -D -m 644 "$file" "$root/${file#"$KERNEL_TREE"/}"
    done
    cp "$KERNEL_TREE/lib/modules/$KERNEL_VERSION"/modules.{builtin,builtin.modinfo,order} "$root/lib/modules/$KERNEL_VERSION/"
    depmod -b "$root" "$KERNEL_VERSION"

    for file in dropbear-bin/usr/sbin/dropbear dropbear-bin/usr/bin/dropbearkey qemu-guest-agent/usr/sbin/qemu-ga; do
        install -D -m 755 "$WORK/unpacked/$file" "$root/${file#*/}"
    done
    # Every library of the packages: which of them are needed, only the guest's own loader could tell.
    find "$WORK"/unpacked/*/{lib,usr/lib}/"$PORT_TRIPLET" -maxdepth 1 -name '*.so*' 2>/dev/null | while read -r file; do
        cp -L "$file" "$root/lib/"
    done
    [ "/lib/${PORT_LOADER##*/}" = "$PORT_LOADER" ] || cp -L "$root/lib/${PORT_LOADER##*/}" "$root$PORT_LOADER"
    settle_times "$root"
}
