/** {@code slipway channel}, and the promotion of images from one to the next. */
package dev.slipway.launcher.cli.channel;
