package dev.slipway.launcher.cli.lifecycle;

import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.image.Image;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.TimeText;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.ReturnView;
import java.time.Instant;

/** {@code slipway image deprecate}, EC2's EnableImageDeprecation. */
final class ImageDeprecate extends Verb {

    private final Argument<String> reference = argument("IMAGE", Values.TEXT, "Id, name or channel of one of your images.");
    private final Option<Instant> at = requiredOption("--at", "TIME", TimeText::future,
            "When: 2027-01-31T12:00:00Z, 2027-01-31, 30d from now, or now. To the minute, at most ten years ahead.");

    ImageDeprecate() {
        super("deprecate", "Say from when on an image should not be used; others then find it by its id only.");
        example("slipway image deprecate web-6 --at 30d", "In thirty days.");
        example("slipway image deprecate web-5 --at now", "Whoever knows its id can still launch it.");
    }

    @Override
    public int run(Invocation invocation) {
        Image image = invocation.store().deprecation().enable(
                invocation.store().images().find(reference.required()).imageId(), at.required());
        invocation.output().print(ReturnView.TRUE.answer());
        invocation.note("The image '" + image.imageId() + "' is deprecated from "
                + Timestamp.format(image.deprecationTime().orElseThrow()) + " on.");
        return 0;
    }
}
