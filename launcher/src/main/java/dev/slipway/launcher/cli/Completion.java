package dev.slipway.launcher.cli;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.PicocliGrammar;
import dev.slipway.launcher.cli.syntax.Values;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code slipway completion}: the script that lets a shell complete Slipway's words. */
final class Completion extends Verb {

    /** Where the build left the script, so that a shell's start need not wait for it to be made. */
    private static final String READY_MADE = "slipway.completion";

    private final Argument<String> shell = argument("SHELL", Values.oneOf(List.of("bash", "zsh"), word -> word),
            "The shell to complete for: bash or zsh.");

    Completion() {
        super("completion", "Print a script that completes Slipway's commands in a shell.");
        example("source <(slipway completion bash)", "Complete in this shell; ~/.bashrc is the place to keep it.");
        example("slipway completion bash > /etc/bash_completion.d/slipway", "Complete in every user's shell.");
    }

    @Override
    public int run(Invocation invocation) {
        // One script serves both shells: it loads zsh's support for bash's completions by itself.
        shell.required();
        Path readyMade = Path.of(System.getProperty(READY_MADE, ""));
        invocation.stdout().print(Files.isRegularFile(readyMade)
                ? read(readyMade)
                : new PicocliGrammar(Commands.program()).bashCompletion());
        return 0;
    }

    private static String read(Path script) {
        try {
            return Files.readString(script);
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED,
                    "The file " + script + " cannot be read: " + e.getMessage() + ".", e);
        }
    }
}
