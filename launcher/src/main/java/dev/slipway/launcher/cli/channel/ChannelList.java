package dev.slipway.launcher.cli.channel;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;

/** {@code slipway channel list}. */
final class ChannelList extends Verb {

    ChannelList() {
        super("list", "List your channels.");
        example("slipway channel list", "What each leads to, and what it would go back to.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(ChannelView.list(invocation.store().channels().list()));
        return 0;
    }
}
