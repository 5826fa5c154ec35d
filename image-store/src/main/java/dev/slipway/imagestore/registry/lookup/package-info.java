/** Which images there are for an account: by id, name or channel, searched, and its own to change. */
package dev.slipway.imagestore.registry.lookup;
