/** Key pairs and security groups in the shape of EC2's answers. */
package dev.slipway.launcher.view.access;
