package dev.slipway.launcher.cli.command;

import dev.slipway.launcher.cli.syntax.Syntax;

/** One command. It declares its parameters as fields, calls a service and prints the answer; it decides nothing. */
public abstract class Verb extends Syntax {

    private final GlobalOptions global;

    /** A command with this name and a one-sentence summary. */
    protected Verb(String name, String summary) {
        this(name, summary, new GlobalOptions());
    }

    private Verb(String name, String summary, GlobalOptions global) {
        super(name, summary, global);
        this.global = global;
    }

    /**
     * Does the work. What was not possible is thrown.
     *
     * @return what the process ends with: 0, or the status of a program that ran for the user
     */
    public abstract int run(Invocation invocation);

    /** The options every command takes, as they were given to this one. */
    public final GlobalOptions global() {
        return global;
    }
}
