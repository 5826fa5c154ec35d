/** Paid images: product codes, what they cost and who has accepted their terms. */
package dev.slipway.imagestore.product;
