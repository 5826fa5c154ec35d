/** {@code slipway serve} and {@code slipway credentials}. */
package dev.slipway.launcher.cli.endpoint;
