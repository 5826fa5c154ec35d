/** What a guest shows: its serial console and its screen. */
package dev.slipway.host.libvirt.console;
