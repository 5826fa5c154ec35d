/** Whether a guest runs on KVM or is emulated, and why. */
package dev.slipway.launcher.accelerator;
