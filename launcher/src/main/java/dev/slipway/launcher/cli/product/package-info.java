/** {@code slipway product}. */
package dev.slipway.launcher.cli.product;
