/** Regions: the stores under one home, wherever they lie. */
package dev.slipway.imagestore.region;
