/** Names under which clients look up images, as EC2 users keep them in the parameter store. */
package dev.slipway.launcher.parameter;
