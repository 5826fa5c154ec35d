/** What commands that wait for guests have in common: what for, how long, and how it is shown. */
package dev.slipway.launcher.cli.wait;
