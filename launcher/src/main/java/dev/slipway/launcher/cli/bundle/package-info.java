/** {@code slipway bundle}. */
package dev.slipway.launcher.cli.bundle;
