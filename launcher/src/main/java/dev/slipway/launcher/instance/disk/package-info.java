/** The volumes of instances: attaching them, snapshots of them, and images and bundles made of them. */
package dev.slipway.launcher.instance.disk;
