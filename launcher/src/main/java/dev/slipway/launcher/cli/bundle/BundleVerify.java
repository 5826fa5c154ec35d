package dev.slipway.launcher.cli.bundle;

import dev.slipway.imagestore.bundle.Bundles;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;

/** {@code slipway bundle verify}. */
final class BundleVerify extends Verb {

    private final Argument<BundleLocation> location =
            argument("LOCATION", BundleLocation::of, "BUCKET/PREFIX.manifest.xml");

    BundleVerify() {
        super("verify", "Read a bundle to its end and compare every digest.");
        example("slipway bundle verify lab/web.manifest.xml", "Fails with InvalidManifest when a part was changed.");
    }

    @Override
    public int run(Invocation invocation) {
        Bundles bundles = invocation.store().bundles();
        invocation.output().print(BundleView.one(bundles.verify(location.required(), invocation.progress()),
                bundles.imagesOf(location.required())));
        return 0;
    }
}
