/** Disks that come into the store and go out of it by the endpoint: where they may lie, and tasks that tell how far they are. */
package dev.slipway.launcher.exchange;
