/** Snapshots: names for layers, with an owner. */
package dev.slipway.imagestore.snapshot;
