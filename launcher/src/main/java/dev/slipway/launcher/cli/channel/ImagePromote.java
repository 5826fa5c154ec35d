package dev.slipway.launcher.cli.channel;

import dev.slipway.imagestore.channel.Channel;
import dev.slipway.imagestore.channel.ChannelName;
import dev.slipway.imagestore.channel.Channels;
import dev.slipway.imagestore.channel.ExpectedImage;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.List;

/** {@code slipway image promote}: makes an image the current version in a channel. */
public final class ImagePromote extends Verb {

    private static final String NONE = "none";

    private final Argument<String> words = arguments("IMAGE CHANNEL", 1, 2, Values.TEXT,
            "An image, by id, name or channel, and the channel it goes to: web:stable. With --back, the channel alone.");
    private final Flag back = flag("--back", "Return the channel to the image before the current one.");
    private final Option<String> expect = option("--expect", "IMAGE", Values.TEXT,
            "Only if the channel leads to this image now, or, with none, if there is no such channel yet.");

    public ImagePromote() {
        super("promote", "Make an image the current one in a channel.");
        example("slipway image promote web-7 web:candidate", "A new version for those who try it.");
        example("slipway image promote web:candidate web:stable", "What they tried is what everybody gets.");
        example("slipway run web:stable", "Whatever is current.");
        example("slipway image promote --back web:stable", "Undo the last promotion; again: the one before.");
    }

    @Override
    public int run(Invocation invocation) {
        List<String> given = words.values();
        if (given.size() != (back.given() ? 1 : 2)) {
            throw new LauncherException(LauncherError.USAGE,
                    back.given() ? "With --back, the channel is named and no image." : "The channel is missing.",
                    "slipway image promote IMAGE CHANNEL, or: slipway image promote --back CHANNEL", null);
        }
        Channels channels = invocation.store().channels();
        ChannelName name = ChannelName.parse(given.get(given.size() - 1));
        Channel channel = back.given()
                ? channels.back(name, expected(invocation)) : channels.promote(given.get(0), name, expected(invocation));
        invocation.output().print(ChannelView.list(List.of(channel)));
        return 0;
    }

    private ExpectedImage expected(Invocation invocation) {
        if (!expect.given()) {
            return ExpectedImage.ANY;
        }
        String reference = expect.value().orElseThrow();
        return reference.equals(NONE) ? ExpectedImage.NONE
                : ExpectedImage.of(invocation.store().images().find(reference).imageId());
    }
}
