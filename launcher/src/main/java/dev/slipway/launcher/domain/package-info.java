/**
 * What libvirt is told about a guest: records in, domain XML out. Nothing here opens a file, starts a process or knows
 * a running guest. The format is https://libvirt.org/formatdomain.html; every element has one writer and golden files.
 */
package dev.slipway.launcher.domain;
