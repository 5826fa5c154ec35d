/** Proving that a store is sound, and bringing a lost catalogue back. */
package dev.slipway.imagestore.care;
