/** The networks of the host as EC2 speaks of networks: a default VPC whose subnets they are. */
package dev.slipway.launcher.vpc;
