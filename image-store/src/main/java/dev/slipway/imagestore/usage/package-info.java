/** What ran and existed, from when until when, and what it is charged as: recorded with the changes themselves. */
package dev.slipway.imagestore.usage;
