/** The commands that say who else may use images and snapshots. */
package dev.slipway.launcher.cli.sharing;
