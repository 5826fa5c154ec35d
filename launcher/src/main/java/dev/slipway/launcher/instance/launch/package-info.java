/** Launching: what is asked for, the plan it becomes, and its doing. */
package dev.slipway.launcher.instance.launch;
