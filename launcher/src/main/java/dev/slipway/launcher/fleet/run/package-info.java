/** Brings members of a fleet up at the pace of the host, ends them, and tells of it. */
package dev.slipway.launcher.fleet.run;
