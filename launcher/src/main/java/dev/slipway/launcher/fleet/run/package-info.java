/** Does what a plan says: launches members at the pace of the host, replaces them step by step, and takes back what fails. */
package dev.slipway.launcher.fleet.run;
