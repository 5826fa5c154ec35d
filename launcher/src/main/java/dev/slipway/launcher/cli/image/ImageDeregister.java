package dev.slipway.launcher.cli.image;

import dev.slipway.imagestore.registry.Images;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;

/** {@code slipway image deregister}, EC2's DeregisterImage. */
final class ImageDeregister extends Verb {

    private final Argument<String> reference = argument("IMAGE", Values.TEXT, "Id or name of one of your images.");

    ImageDeregister() {
        super("deregister", "Take an image away; instances, volumes and snapshots stay.");
        example("slipway image deregister web-1", "By its name, which is free for another image then.");
    }

    @Override
    public int run(Invocation invocation) {
        Images images = invocation.store().images();
        images.deregister(images.find(reference.required()).imageId());
        return 0;
    }
}
