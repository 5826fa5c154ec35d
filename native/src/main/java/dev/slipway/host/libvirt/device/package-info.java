/** Devices that come and go while a guest exists. */
package dev.slipway.host.libvirt.device;
