/** {@code slipway volume}. */
package dev.slipway.launcher.cli.volume;
