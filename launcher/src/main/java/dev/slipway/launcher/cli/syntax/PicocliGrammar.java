package dev.slipway.launcher.cli.syntax;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The whole program as picocli sees it: reads any command line, writes help and the shells' completion. */
public final class PicocliGrammar {

    /** The flag that asks for help; every command and group has it. */
    public static final String HELP = "--help";
    /** The flag that asks for the version. */
    public static final String VERSION = "--version";

    private final Map<CommandSpec, Syntax> syntaxes = new IdentityHashMap<>();
    private final Map<ArgSpec, Parameter<?>> parameters = new IdentityHashMap<>();
    private final CommandLine root;

    /** Builds the grammar of a whole program. */
    public PicocliGrammar(Program program) {
        CommandSpec spec = HelpText.of(CommandSpec.create().name(program.name()), program.summary(), program.examples());
        spec.addOption(HelpText.flag(VERSION).description("Print the version and end.").build());
        spec.addOption(HelpText.help());
        for (CommandGroup group : program.groups()) {
            CommandSpec noun = HelpText.of(CommandSpec.create(), group.summary(), List.of());
            noun.addOption(HelpText.help());
            for (Syntax command : group.commands()) {
                noun.addSubcommand(command.name(), spec(command));
            }
            spec.addSubcommand(group.name(), noun);
        }
        for (Syntax command : program.commands()) {
            spec.addSubcommand(command.name(), spec(command));
        }
        spec.addArgGroup(HelpText.shared(program.shared(), parameters));
        root = new CommandLine(spec).setExpandAtFiles(false).setInterpolateVariables(false)
                .setOverwrittenOptionsAllowed(true);
    }

    /**
     * Reads a command line.
     *
     * @return the command, its parameters taken in; or the text somebody asked for
     * @throws dev.slipway.launcher.errors.LauncherException {@code UsageError} with the nearest valid word in its hint
     */
    public Reading read(String[] line) {
        ParseResult result;
        try {
            result = root.parseArgs(line);
        } catch (CommandLine.ParameterException e) {
            throw UsageMistake.of(e);
        }
        while (result.hasSubcommand()) {
            result = result.subcommand();
        }
        CommandLine deepest = result.commandSpec().commandLine();
        if (result.hasMatchedOption(VERSION)) {
            return new Reading.Version();
        }
        if (result.hasMatchedOption(HELP)) {
            return new Reading.Help(deepest.getUsageMessage(CommandLine.Help.Ansi.OFF));
        }
        Syntax syntax = syntaxes.get(result.commandSpec());
        if (syntax == null) {
            throw UsageMistake.commandMissing(deepest);
        }
        syntax.clear();
        for (ArgSpec arg : result.matchedArgs()) {
            take(arg, parameters.get(arg));
        }
        return new Reading.Command(syntax);
    }

    /** A bash script that completes the program's command lines; zsh reads it too. */
    public String bashCompletion() {
        return AutoComplete.bash(root.getCommandName(), root);
    }

    private void take(ArgSpec arg, Parameter<?> parameter) {
        // picocli lists an argument once for each time it was given, and each time with all of its values.
        if (parameter == null || parameter.given()) {
            return;
        }
        if (parameter instanceof Flag flag) {
            flag.take("true");
        } else {
            for (String word : arg.originalStringValues()) {
                parameter.take(word);
            }
        }
    }

    private CommandSpec spec(Syntax command) {
        CommandSpec spec = HelpText.of(CommandSpec.create(), command.summary(), command.examples());
        int index = 0;
        for (Argument<?> argument : command.arguments()) {
            PositionalParamSpec arg = HelpText.positional(argument, index);
            index += argument.most() == Argument.ANY ? 0 : argument.most();
            parameters.put(arg, argument);
            spec.addPositional(arg);
        }
        for (Option<?> option : command.options()) {
            OptionSpec arg = HelpText.option(option);
            parameters.put(arg, option);
            spec.addOption(arg);
        }
        for (Flag flag : command.flags()) {
            OptionSpec arg = HelpText.flag(flag.names().toArray(new String[0])).description(flag.description()).build();
            parameters.put(arg, flag);
            spec.addOption(arg);
        }
        command.shared().ifPresent(shared -> spec.addArgGroup(HelpText.shared(shared, parameters)));
        spec.addOption(HelpText.help());
        syntaxes.put(spec, command);
        return spec;
    }
}
