package dev.slipway.launcher.cli.syntax;

/** What a command line asks for. */
public sealed interface Reading {

    /** To run this command, whose parameters have been taken in. */
    record Command(Syntax syntax) implements Reading {
    }

    /** To print this help. */
    record Help(String text) implements Reading {
    }

    /** To print the version. */
    record Version() implements Reading {
    }
}
