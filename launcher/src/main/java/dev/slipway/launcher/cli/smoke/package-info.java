/** {@code slipway smoke}. */
package dev.slipway.launcher.cli.smoke;
