package dev.slipway.launcher.cli.channel;

import dev.slipway.imagestore.channel.ChannelName;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;

/** {@code slipway channel delete}. */
final class ChannelDelete extends Verb {

    private final Argument<ChannelName> names = arguments("CHANNEL", 1, Argument.ANY, ChannelName::parse,
            "Names of your channels: web:stable.");

    ChannelDelete() {
        super("delete", "Delete channels with their history; the images stay.");
        example("slipway channel delete web:candidate", "One channel.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.store().channels().delete(names.values());
        return 0;
    }
}
