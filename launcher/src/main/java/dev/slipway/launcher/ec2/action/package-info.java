/** The actions of the endpoint, each a call of the services that the command line uses. */
package dev.slipway.launcher.ec2.action;
