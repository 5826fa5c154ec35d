/** {@code slipway tag}. */
package dev.slipway.launcher.cli.tag;
