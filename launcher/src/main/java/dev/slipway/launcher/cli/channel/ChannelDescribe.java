package dev.slipway.launcher.cli.channel;

import dev.slipway.imagestore.channel.ChannelName;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;

/** {@code slipway channel describe}. */
final class ChannelDescribe extends Verb {

    private final Argument<ChannelName> names = arguments("CHANNEL", 1, Argument.ANY, ChannelName::parse,
            "Names of your channels: web:stable.");

    ChannelDescribe() {
        super("describe", "Show channels with their history.");
        example("slipway channel describe web:stable -o json", "Each promotion, with its time.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(ChannelView.list(invocation.store().channels().describe(names.values())));
        return 0;
    }
}
