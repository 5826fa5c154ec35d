/** Making images of what is in the store: their rules, their mappings, and those that are not yet available. */
package dev.slipway.imagestore.registry.registration;
