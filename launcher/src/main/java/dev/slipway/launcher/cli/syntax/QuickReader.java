package dev.slipway.launcher.cli.syntax;

/**
 * Takes in the command lines that people nearly always write, without picocli, whose classes take as long to start
 * as a Java virtual machine does. Whatever is not plain (help, errors, clusters of short options) is left
 * to {@link PicocliGrammar}; a test holds the two to the same reading.
 */
public final class QuickReader {

    private final Syntax syntax;
    private int argument;

    private QuickReader(Syntax syntax) {
        this.syntax = syntax;
    }

    /**
     * Takes in the words behind the command's own.
     *
     * @return false, and nothing taken in, when the line is not plain
     */
    public static boolean take(Syntax syntax, String[] line, int from) {
        boolean plain = new QuickReader(syntax).take(line, from);
        if (!plain) {
            syntax.clear();
        }
        return plain;
    }

    private boolean take(String[] line, int from) {
        boolean wordsOnly = false;
        for (int i = from; i < line.length; i++) {
            String word = line[i];
            if (!wordsOnly && word.equals("--")) {
                wordsOnly = true;
                continue;
            }
            if (wordsOnly || word.length() < 2 || word.charAt(0) != '-') {
                if (!takeArgument(word)) {
                    return false;
                }
                continue;
            }
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String name = equals < 0 ? word : word.substring(0, equals);
            Flag flag = syntax.flagNamed(name);
            if (flag != null && equals < 0) {
                flag.take("true");
                continue;
            }
            Option<?> option = flag == null ? syntax.optionNamed(name) : null;
            if (option == null) {
                return false;
            }
            if (equals < 0 && ++i == line.length) {
                return false;
            }
            String value = equals < 0 ? line[i] : word.substring(equals + 1);
            if (value.isEmpty() || value.charAt(0) == '-') {
                return false;
            }
            option.take(value);
        }
        return allArgumentsGiven();
    }

    private boolean takeArgument(String word) {
        while (argument < syntax.arguments().size()) {
            Argument<?> current = syntax.arguments().get(argument);
            if (current.words().size() < current.most()) {
                current.take(word);
                return true;
            }
            argument++;
        }
        return false;
    }

    private boolean allArgumentsGiven() {
        for (Argument<?> each : syntax.arguments()) {
            if (each.words().size() < each.least()) {
                return false;
            }
        }
        return true;
    }
}
