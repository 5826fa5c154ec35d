/** {@code slipway snapshot}. */
package dev.slipway.launcher.cli.snapshot;

