/** Waiting until instances have come up, and telling why one does not. */
package dev.slipway.launcher.instance.readiness;
