package dev.slipway.launcher.cli.syntax;

/** A command line worth copying, shown at the end of a command's help. */
public record Example(String line, String meaning) {
}
