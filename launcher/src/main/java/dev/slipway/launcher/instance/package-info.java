/** Instances: launching them, what state they are in, and every action on them. Joins domain, seed, boot and network. */
package dev.slipway.launcher.instance;
