/** The file that describes a fleet: read, checked, and every mistake in it told by its line. */
package dev.slipway.launcher.fleet.file;
