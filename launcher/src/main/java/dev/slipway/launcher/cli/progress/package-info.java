/** Showing how far long work has come. */
package dev.slipway.launcher.cli.progress;
