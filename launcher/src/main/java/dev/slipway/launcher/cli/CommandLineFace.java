package dev.slipway.launcher.cli;

import dev.slipway.host.errors.ExitCode;
import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.cli.command.GlobalOptions;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.output.StandardOutput;
import dev.slipway.launcher.cli.output.Terminal;
import dev.slipway.launcher.cli.syntax.PicocliGrammar;
import dev.slipway.launcher.cli.syntax.QuickReader;
import dev.slipway.launcher.cli.syntax.Reading;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Takes a command line in, has its command run, and turns whatever comes of it into an exit code. */
final class CommandLineFace {

    private final Map<String, String> environment;
    private final Terminal terminal;
    private final StandardOutput stdout;
    private final PrintStream stderr;
    private final Interruption interruption;

    CommandLineFace(Map<String, String> environment, Terminal terminal, StandardOutput stdout, PrintStream stderr,
            Interruption interruption) {
        this.environment = environment;
        this.terminal = terminal;
        this.stdout = stdout;
        this.stderr = stderr;
        this.interruption = interruption;
    }

    /** Runs one command line and answers what the process ends with. */
    int run(String[] typed) {
        // Before anything can fail: an error in the line itself has a stack trace too.
        boolean debug = List.of(typed).contains(GlobalOptions.DEBUG);
        try {
            String[] line = LeadingOptions.moveBehindCommand(typed);
            Commands.Named named = Commands.find(line);
            if (named != null && QuickReader.take(named.verb(), line, named.words())) {
                return run(String.join(" ", List.of(line).subList(0, named.words())), named.verb());
            }
            if (line.length == 1 && line[0].equals(PicocliGrammar.VERSION)) {
                return answer(new Reading.Version());
            }
            return answer(new PicocliGrammar(Commands.program()).read(line));
        } catch (StandardOutput.ReaderGone e) {
            return ExitCode.DONE.number();
        } catch (RuntimeException | Error e) {
            return ErrorLine.print(cause(e), stderr, debug);
        }
    }

    private int answer(Reading reading) {
        if (reading instanceof Reading.Command command) {
            return run(command.syntax().name(), (Verb) command.syntax());
        }
        stdout.print(reading instanceof Reading.Help help ? help.text() : Version.line());
        return ExitCode.DONE.number();
    }

    private int run(String command, Verb verb) {
        verb.convert();
        try (Invocation invocation = new Invocation(command, verb.global(), environment, terminal, stdout, stderr)) {
            return verb.run(invocation);
        }
    }

    private Throwable cause(Throwable e) {
        // Interrupted code may fail in its own words; the user asked for the end and hears just that.
        if (interruption.requested() && !(e instanceof SlipwayException)) {
            return new HostException(HostError.INTERRUPTED, "The command was ended before it was done.", e);
        }
        return e;
    }
}
