/** {@code slipway image}. */
package dev.slipway.launcher.cli.image;
