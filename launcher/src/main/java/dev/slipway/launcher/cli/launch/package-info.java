/** What commands share that say what instances are to be: {@code run} and {@code template create}. */
package dev.slipway.launcher.cli.launch;
