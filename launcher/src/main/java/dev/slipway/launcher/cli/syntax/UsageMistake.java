package dev.slipway.launcher.cli.syntax;

import dev.slipway.host.errors.NearestWord;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Words a command line to be mended: one sentence, and a hint with the nearest valid word or the way to the help. */
final class UsageMistake {

    private UsageMistake() {
    }

    static LauncherException of(CommandLine.ParameterException e) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        if (e instanceof CommandLine.UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(unmatched.getUnmatched().get(0), command, name, e);
        }
        if (e instanceof CommandLine.MissingParameterException missing && !missing.getMissing().isEmpty()) {
            List<String> titles = new ArrayList<>();
            for (ArgSpec arg : missing.getMissing()) {
                // No option is ever required: one that is missing something misses its value.
                titles.add(arg.isOption() ? "a value for " + title(arg) : title(arg));
            }
            return mistake("'" + name + "' needs " + String.join(" and ", titles) + ".", help(name), e);
        }
        String sentence = e.getMessage().replace('\n', ' ');
        return mistake(sentence.endsWith(".") ? sentence : sentence + ".", help(name), e);
    }

    static LauncherException commandMissing(CommandLine group) {
        String name = group.getCommandSpec().qualifiedName();
        return mistake("'" + name + "' needs a command: " + String.join(", ", group.getSubcommands().keySet()) + ".",
                help(name), null);
    }

    private static LauncherException unmatched(String word, CommandLine command, String name, Throwable cause) {
        boolean option = word.length() > 1 && word.startsWith("-");
        List<String> valid = new ArrayList<>();
        if (option) {
            for (OptionSpec each : command.getCommandSpec().options()) {
                valid.addAll(List.of(each.names()));
            }
        } else {
            valid.addAll(command.getSubcommands().keySet());
        }
        int equals = option ? word.indexOf('=') : -1;
        String typed = equals < 0 ? word : word.substring(0, equals);
        String what = option ? "has no option" : valid.isEmpty() ? "takes no argument" : "has no command";
        Optional<String> nearest = NearestWord.to(typed, valid);
        return mistake("'" + name + "' " + what + " '" + typed + "'.",
                nearest.map(near -> "Did you mean '" + near + "'? " + help(name)).orElse(help(name)), cause);
    }

    private static String title(ArgSpec arg) {
        return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
    }

    private static String help(String name) {
        return "See '" + name + " " + PicocliGrammar.HELP + "'.";
    }

    private static LauncherException mistake(String sentence, String hint, Throwable cause) {
        return new LauncherException(LauncherError.USAGE, sentence, hint, cause);
    }
}
