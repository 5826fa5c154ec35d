/** {@code slipway security-group}: which traffic reaches instances and leaves them. */
package dev.slipway.launcher.cli.securitygroup;
