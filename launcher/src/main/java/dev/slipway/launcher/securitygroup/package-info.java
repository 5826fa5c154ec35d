/** Security groups: which traffic reaches an instance and leaves it. */
package dev.slipway.launcher.securitygroup;

