/** Who else may use what an account owns. */
package dev.slipway.imagestore.sharing;
