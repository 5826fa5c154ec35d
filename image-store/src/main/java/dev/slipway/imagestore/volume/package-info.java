/** Volumes: writable disks that outlive their instances when told to. */
package dev.slipway.imagestore.volume;
