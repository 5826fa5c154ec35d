/** Networks, their filters, and the addresses guests have. */
package dev.slipway.host.libvirt.network;
