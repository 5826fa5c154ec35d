/** Access keys, each of which belongs to an account. */
package dev.slipway.launcher.ec2.credential;
