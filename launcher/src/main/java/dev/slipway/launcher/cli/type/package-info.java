/** {@code slipway type}. */
package dev.slipway.launcher.cli.type;
