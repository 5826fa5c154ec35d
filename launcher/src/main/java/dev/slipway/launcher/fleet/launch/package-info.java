/** Does what a plan says, group after group, and takes back what fails. */
package dev.slipway.launcher.fleet.launch;
