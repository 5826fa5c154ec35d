/** The command that tells what happens to instances, and how its answers look. */
package dev.slipway.launcher.cli.event;
