/** GRUB's own programs. */
package dev.slipway.host.grub;
