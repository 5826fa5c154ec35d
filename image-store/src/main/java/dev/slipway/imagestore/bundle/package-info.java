/** Bundles: the disks of instance-store images, as compressed parts with a manifest, in the region's buckets. */
package dev.slipway.imagestore.bundle;
