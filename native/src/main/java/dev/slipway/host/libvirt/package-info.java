/** libvirt as typed, closeable handles. */
package dev.slipway.host.libvirt;
