/** What an instance can read about itself, as the tree that EC2's metadata service shows. */
package dev.slipway.launcher.imds.tree;
