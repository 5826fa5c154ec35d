/** Keeps a fleet as it is: members that end, fail or are ill are replaced. */
package dev.slipway.launcher.fleet.watch;
