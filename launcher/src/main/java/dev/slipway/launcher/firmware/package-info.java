/**
 * The UEFI firmware this host has, found by the descriptors that its packages install for QEMU:
 * https://www.qemu.org/docs/master/interop/firmware.html.
 */
package dev.slipway.launcher.firmware;
