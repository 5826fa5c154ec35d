/** The command line: where the program starts, and the tree of its commands. No rule of the product lives here. */
package dev.slipway.launcher.cli;
