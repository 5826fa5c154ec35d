package dev.slipway.launcher.cli.bundle;

import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;

/** {@code slipway bundle delete}: EC2's tool ec2-delete-bundle. */
final class BundleDelete extends Verb {

    private final Argument<BundleLocation> location =
            argument("LOCATION", BundleLocation::of, "BUCKET/PREFIX.manifest.xml");
    private final Flag force = flag("--force",
            "Also while an image is registered from it; launches of that image fail then.");

    BundleDelete() {
        super("delete", "Delete a bundle.");
        example("slipway bundle delete lab/web.manifest.xml", "Instances that were launched from it go on.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.store().bundles().delete(location.required(), force.given());
        return 0;
    }
}
