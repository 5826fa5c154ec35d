/** Images and snapshots on their way from one store to another. */
package dev.slipway.imagestore.transfer;
