/** qemu-img as typed calls. */
package dev.slipway.host.qemu;
