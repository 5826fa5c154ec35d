/** {@code slipway region}. */
package dev.slipway.launcher.cli.region;
