/**
 * What a command's line may hold: options, flags and arguments as typed objects, a quick reader for the lines people
 * nearly always write, and picocli for every other line, for help and for completion.
 */
package dev.slipway.launcher.cli.syntax;
