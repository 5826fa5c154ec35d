/** Start, stop, reboot and terminate instances, see what became of them, and remove what is left. */
package dev.slipway.launcher.instance.life;
