/** Snapshots read block by block. */
package dev.slipway.imagestore.block;
