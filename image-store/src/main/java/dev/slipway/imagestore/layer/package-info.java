/** Layers: immutable disk files, how they come into the store and when they leave it. */
package dev.slipway.imagestore.layer;
