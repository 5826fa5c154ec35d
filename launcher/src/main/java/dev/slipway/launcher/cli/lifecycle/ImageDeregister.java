package dev.slipway.launcher.cli.lifecycle;

import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.lifecycle.Deregistered;
import dev.slipway.imagestore.lifecycle.Deregistration;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.DeregistrationView;
import java.util.ArrayList;
import java.util.List;

/** {@code slipway image deregister}, EC2's DeregisterImage. */
final class ImageDeregister extends Verb {

    private final Argument<String> references = arguments("IMAGE", 1, Argument.ANY, Values.TEXT,
            "Ids or names of your images; all of them are deregistered, or none.");
    private final Flag deleteSnapshots = flag("--delete-snapshots", "Delete their snapshots too that no other image uses.");
    private final Flag dryRun = flag("--dry-run", "Say what would happen, and do nothing.");

    ImageDeregister() {
        super("deregister", "Take images away; instances and volumes stay, and snapshots unless it is said otherwise.");
        example("slipway image deregister web-1", "By its name, which is free for another image then.");
        example("slipway image deregister web-1 web-2 --delete-snapshots", "Two of them, with what they are made of.");
    }

    @Override
    public int run(Invocation invocation) {
        List<ImageId> ids = new ArrayList<>();
        references.values().forEach(text -> ids.add(ImageId.isImageId(text)
                ? new ImageId(text) : invocation.store().images().find(text).imageId()));
        Deregistration deregistration = invocation.store().deregistration();
        Deregistered done = dryRun.given()
                ? deregistration.look(ids, deleteSnapshots.given()) : deregistration.run(ids, deleteSnapshots.given());
        invocation.output().print(DeregistrationView.of(done.snapshots()));
        done.orphaned().forEach(id -> invocation.note("warning: the image '" + id
                + "' names one of them as its kernel or ramdisk and cannot be launched without it."));
        if (dryRun.given()) {
            invocation.note("This was a dry run; nothing was deregistered.");
        }
        return 0;
    }
}
