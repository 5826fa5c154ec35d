/** EC2's Query protocol: what requests say, and how answers are written. */
package dev.slipway.launcher.ec2.protocol;
