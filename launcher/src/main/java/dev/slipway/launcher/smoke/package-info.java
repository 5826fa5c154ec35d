/** Smoke tests: images that are booted in instances of their own, which go when it is known whether they come up. */
package dev.slipway.launcher.smoke;
