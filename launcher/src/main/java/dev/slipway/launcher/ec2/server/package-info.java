/** The HTTP server in front of the actions, its health, its figures and its log. */
package dev.slipway.launcher.ec2.server;
