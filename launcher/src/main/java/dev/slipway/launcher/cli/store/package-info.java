/** {@code slipway store}. */
package dev.slipway.launcher.cli.store;
