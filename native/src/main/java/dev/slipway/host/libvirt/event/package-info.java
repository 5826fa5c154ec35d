/** libvirt's events, delivered on one daemon thread. */
package dev.slipway.host.libvirt.event;
