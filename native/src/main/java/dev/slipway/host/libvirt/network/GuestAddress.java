package dev.slipway.host.libvirt.network;

/** An address of a guest, and the length of its network's prefix. */
public record GuestAddress(String address, int prefix) {

    /** Whether it is an IPv6 address. */
    public boolean isIpv6() {
        return address.indexOf(':') >= 0;
    }
}
