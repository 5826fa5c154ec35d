/** EC2's instance metadata service at 169.254.169.254: a face of the instances' records, for their own guests. */
package dev.slipway.launcher.imds;
