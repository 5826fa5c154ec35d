/** The EC2 endpoint: the services of the command line by EC2's Query protocol. */
package dev.slipway.launcher.ec2;
