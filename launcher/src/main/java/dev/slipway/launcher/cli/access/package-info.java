/** The commands of {@code slipway instance} that lead into a guest. */
package dev.slipway.launcher.cli.access;
