/** Talking to the agent inside a guest. */
package dev.slipway.host.libvirt.agent;
