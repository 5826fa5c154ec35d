/** The services around images: import, registration, lookup, deregistration. */
package dev.slipway.imagestore.registry;
