/** Real guests, launched by the built program as a user would launch them. */
package dev.slipway.launcher.it;
