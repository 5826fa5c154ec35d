/** The tokens of version 2 of EC2's metadata service. */
package dev.slipway.launcher.imds.token;
