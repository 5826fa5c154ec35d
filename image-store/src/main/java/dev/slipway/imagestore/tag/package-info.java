/** Tags. */
package dev.slipway.imagestore.tag;
