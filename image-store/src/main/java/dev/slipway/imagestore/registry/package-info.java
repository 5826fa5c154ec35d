/** The images of a store: {@code Images} is the door to looking them up, registering and importing them. */
package dev.slipway.imagestore.registry;
