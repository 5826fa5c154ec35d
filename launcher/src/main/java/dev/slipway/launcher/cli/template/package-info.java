/** {@code slipway template}: launch templates. */
package dev.slipway.launcher.cli.template;
