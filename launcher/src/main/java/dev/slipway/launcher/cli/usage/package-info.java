/** {@code slipway usage}. */
package dev.slipway.launcher.cli.usage;
