/** What every command is made of and gets to work with. */
package dev.slipway.launcher.cli.command;
