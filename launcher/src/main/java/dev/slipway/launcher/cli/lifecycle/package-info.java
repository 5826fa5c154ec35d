/** The commands that say what becomes of an image after it was made. */
package dev.slipway.launcher.cli.lifecycle;
