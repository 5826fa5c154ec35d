/** The image store: images, snapshots, layers, volumes, and the catalogue they are kept in. */
package dev.slipway.imagestore;
