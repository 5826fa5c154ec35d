/** What a hypervisor and its host can do. */
package dev.slipway.host.libvirt.capability;
