package dev.slipway.launcher.cli;

import dev.slipway.launcher.cli.command.GlobalOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets the options of every command stand in front of the command too, as the AWS CLI does:
 * {@code slipway --region lab image list} is read as {@code slipway image list --region lab}.
 */
final class LeadingOptions {

    private LeadingOptions() {
    }

    /** The line with such options moved behind the words that name the command; any other line as it is. */
    static String[] moveBehindCommand(String[] line) {
        int command = leading(line);
        if (command == 0 || command >= line.length) {
            return line;
        }
        int rest = command;
        while (rest < line.length && rest < command + words(line[command]) && !line[rest].startsWith("-")) {
            rest++;
        }
        List<String> words = List.of(line);
        List<String> moved = new ArrayList<>(words.subList(command, rest));
        moved.addAll(words.subList(0, command));
        moved.addAll(words.subList(rest, line.length));
        return moved.toArray(new String[0]);
    }

    /** How many words in front belong to such options. */
    private static int leading(String[] line) {
        if (line.length == 0 || !line[0].startsWith("-")) {
            return 0;
        }
        GlobalOptions global = new GlobalOptions();
        int at = 0;
        while (at < line.length && line[at].startsWith("-")) {
            int equals = line[at].indexOf('=');
            String name = equals < 0 ? line[at] : line[at].substring(0, equals);
            if (!global.knows(name)) {
                return 0;
            }
            at += equals < 0 && global.takesValue(name) ? 2 : 1;
        }
        return at;
    }

    private static int words(String first) {
        return Commands.isNoun(first) ? 2 : 1;
    }
}
