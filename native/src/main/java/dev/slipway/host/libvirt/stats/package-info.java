/** What a running domain uses. */
package dev.slipway.host.libvirt.stats;
