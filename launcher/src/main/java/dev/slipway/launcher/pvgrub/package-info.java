/** PV-GRUB: a kernel image that finds the kernel in the root volume. */
package dev.slipway.launcher.pvgrub;
