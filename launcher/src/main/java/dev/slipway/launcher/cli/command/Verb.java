package dev.slipway.launcher.cli.command;

import dev.slipway.launcher.cli.syntax.Syntax;
import dev.slipway.launcher.cli.syntax.Values;

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

    /** Declares the argument and the options that say where a file to import comes from. */
    protected final SourceOptions sourceOptions(String description) {
        return new SourceOptions(
                argument("FILE", Values.TEXT, description + " A path, an http or https URL, or - for standard input."),
                option("--sha256", "DIGEST", Values.TEXT, "SHA-256 that the file must have, as it is published."),
                option("--sha512", "DIGEST", Values.TEXT, "The same as a SHA-512."),
                option("--checksums", "FILE", Values.TEXT,
                        "A list that has its digest, such as SHA256SUMS: a path or a URL."));
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
