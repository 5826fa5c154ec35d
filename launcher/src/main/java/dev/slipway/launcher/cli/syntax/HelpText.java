package dev.slipway.launcher.cli.syntax;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** How commands and their parameters look in help: their picocli counterparts. */
final class HelpText {

    private static final int WIDTH = 100;
    private static final int LONGEST_NAMES = 36;

    private HelpText() {
    }

    static CommandSpec of(CommandSpec spec, String summary, List<Example> examples) {
        spec.usageMessage().description(plain(summary)).sortOptions(false).width(WIDTH)
                .longOptionsMaxWidth(LONGEST_NAMES).abbreviateSynopsis(true)
                .descriptionHeading("%n").parameterListHeading("%nArguments:%n").optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n").synopsisHeading("Usage: ");
        if (!examples.isEmpty()) {
            String[] lines = new String[examples.size() * 2];
            for (int i = 0; i < examples.size(); i++) {
                lines[2 * i] = "  # " + plain(examples.get(i).meaning());
                lines[2 * i + 1] = "  " + plain(examples.get(i).line());
            }
            spec.usageMessage().footerHeading("%nExamples:%n").footer(lines);
        }
        return spec;
    }

    static OptionSpec option(Option<?> option) {
        OptionSpec.Builder builder = OptionSpec.builder(option.names().toArray(new String[0]))
                .paramLabel(option.label()).arity("1").description(plain(option.description()));
        // An array takes a value at each mention; a plain string is refused the second time.
        return (option.repeatable() ? builder.type(String[].class) : builder.type(String.class)).build();
    }

    static OptionSpec.Builder flag(String... names) {
        return OptionSpec.builder(names).type(boolean.class).arity("0");
    }

    static OptionSpec help() {
        return flag("-h", PicocliGrammar.HELP).usageHelp(true).description("Print this help and end.").build();
    }

    static PositionalParamSpec positional(Argument<?> argument, int index) {
        boolean one = argument.most() == 1;
        String most = argument.most() == Argument.ANY ? "*" : Integer.toString(index + argument.most() - 1);
        return PositionalParamSpec.builder().paramLabel(argument.label()).description(plain(argument.description()))
                .index(one ? Integer.toString(index) : index + ".." + most).required(argument.least() > 0)
                .arity(argument.least() + ".." + (argument.most() == Argument.ANY ? "*" : argument.most()))
                .type(one ? String.class : String[].class).build();
    }

    /** The options that every command takes, under a heading of their own and absent from the first line. */
    static ArgGroupSpec shared(Syntax shared, Map<ArgSpec, Parameter<?>> parameters) {
        ArgGroupSpec.Builder group = ArgGroupSpec.builder().validate(false).exclusive(false)
                .multiplicity("0..1").heading("%nOptions of every command:%n");
        for (Option<?> option : shared.options()) {
            OptionSpec arg = option(option);
            parameters.put(arg, option);
            group.addArg(arg);
        }
        for (Flag flag : shared.flags()) {
            OptionSpec arg = flag(flag.names().toArray(new String[0])).description(plain(flag.description())).build();
            parameters.put(arg, flag);
            group.addArg(arg);
        }
        return group.build();
    }

    /** picocli formats these texts: a percent sign and its own markup have to be told apart from ours. */
    private static String plain(String text) {
        return text.replace("%", "%%").replace("@|", "@ |");
    }
}
