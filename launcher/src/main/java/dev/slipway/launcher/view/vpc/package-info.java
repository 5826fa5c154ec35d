/** The default VPC and what is in it, in the shapes of EC2's answers. */
package dev.slipway.launcher.view.vpc;
