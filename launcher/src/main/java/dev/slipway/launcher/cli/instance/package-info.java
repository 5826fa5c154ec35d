/** The commands about instances, and how their answers look. */
package dev.slipway.launcher.cli.instance;
