/** Images and snapshots from files: disks, whole images, kernels and ramdisks. */
package dev.slipway.imagestore.registry.imports;
