/** Collecting what nothing refers to any more. */
package dev.slipway.imagestore.sweep;
