/** How long boots took before, as ratios to a boot of the same run, so that they can be held against those of another machine. */
package dev.slipway.launcher.smoke.baseline;
