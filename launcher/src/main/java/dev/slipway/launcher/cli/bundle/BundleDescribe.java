package dev.slipway.launcher.cli.bundle;

import dev.slipway.imagestore.bundle.Bundles;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;

/** {@code slipway bundle describe}: what a manifest says. */
final class BundleDescribe extends Verb {

    private final Argument<BundleLocation> location =
            argument("LOCATION", BundleLocation::of, "BUCKET/PREFIX.manifest.xml");

    BundleDescribe() {
        super("describe", "Show what a bundle's manifest says.");
        example("slipway bundle describe lab/web.manifest.xml -o json", "With its parts and the images made of it.");
    }

    @Override
    public int run(Invocation invocation) {
        Bundles bundles = invocation.store().bundles();
        invocation.output().print(BundleView.one(
                bundles.describe(location.required()), bundles.imagesOf(location.required())));
        return 0;
    }
}
