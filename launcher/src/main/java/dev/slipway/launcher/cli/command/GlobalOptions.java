package dev.slipway.launcher.cli.command;

import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Syntax;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.settings.Setting;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The options every command takes. */
public final class GlobalOptions extends Syntax {

    /** The flag that shows stack traces; looked for even in a command line that cannot be read. */
    public static final String DEBUG = "--debug";

    private final Map<Setting, Option<String>> settings = new EnumMap<>(Setting.class);
    private final Option<String> query = option("--query", "JMESPATH", Values.TEXT,
            "Part of the result to print, in the language of the AWS CLI's own --query.");
    private final Flag debug = flag(DEBUG, "Show the stack trace of an error.");

    /** Declares them. */
    public GlobalOptions() {
        super("", "", null);
        declare(Setting.OUTPUT, "-o,");
        declare(Setting.REGION, "");
        declare(Setting.HOME, "");
        declare(Setting.ACCOUNT, "");
        declare(Setting.LIBVIRT_URI, "");
    }

    /** The settings given as flags. */
    public Map<Setting, String> settings() {
        Map<Setting, String> given = new EnumMap<>(Setting.class);
        for (Map.Entry<Setting, Option<String>> entry : settings.entrySet()) {
            entry.getValue().value().ifPresent(text -> given.put(entry.getKey(), text));
        }
        return given;
    }

    /** The JMESPath expression of {@code --query}. */
    public Optional<String> query() {
        return query.value();
    }

    /** Whether stack traces are wanted. */
    public boolean debug() {
        return debug.given();
    }

    private void declare(Setting setting, String shortName) {
        settings.put(setting, option(shortName + setting.flag(), setting.label(), Values.TEXT, setting.description()));
    }
}
