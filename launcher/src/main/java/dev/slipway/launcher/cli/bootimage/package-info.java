/** {@code slipway kernel} and {@code slipway ramdisk}: the same commands for two kinds of image. */
package dev.slipway.launcher.cli.bootimage;
