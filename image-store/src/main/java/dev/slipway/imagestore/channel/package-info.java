/** Channels: names that lead to one version of an image after another. */
package dev.slipway.imagestore.channel;
