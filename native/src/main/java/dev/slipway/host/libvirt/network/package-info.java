/** Which addresses guests have. */
package dev.slipway.host.libvirt.network;
