/** The native side of libvirt: loading, the calls themselves, handles and errors. Used by {@code host.libvirt} only. */
package dev.slipway.host.libvirt.binding;
