/** The disks of a domain while it runs: snapshots, chains and the jobs that change them. */
package dev.slipway.host.libvirt.disk;
