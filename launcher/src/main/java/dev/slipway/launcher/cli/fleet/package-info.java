/** {@code slipway fleet}. */
package dev.slipway.launcher.cli.fleet;
