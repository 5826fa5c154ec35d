/** {@code slipway key}: who may log in to instances. */
package dev.slipway.launcher.cli.key;
