/** Readiness: what a guest's console and its domain say of how far the boot has come, and why it went wrong. */
package dev.slipway.launcher.boot;
