package dev.slipway.launcher.cli.channel;

import dev.slipway.launcher.cli.command.Noun;
import java.util.List;

/** {@code slipway channel}. */
public final class ChannelCommands {

    /** Its commands. */
    public static final Noun NOUN = new Noun("channel", "Channels: names such as web:stable that lead to one image at a time.",
            () -> List.of(new ChannelList(), new ChannelDescribe(), new ChannelDelete()));

    private ChannelCommands() {
    }
}
