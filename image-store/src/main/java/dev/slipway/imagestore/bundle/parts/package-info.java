/** The parts of a bundle: one gzip stream of a raw disk, cut into files with digests. */
package dev.slipway.imagestore.bundle.parts;
