/** What becomes of an image after it was made: launched, deprecated, disabled, protected, deregistered, pruned. */
package dev.slipway.imagestore.lifecycle;
