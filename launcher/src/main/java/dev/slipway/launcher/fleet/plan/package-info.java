/** What has to be done to have a fleet as its file says: a function of the file and of what there is. Nothing is asked, nothing moves. */
package dev.slipway.launcher.fleet.plan;
