package dev.slipway.launcher.cli.bundle;

import dev.slipway.launcher.cli.command.Noun;
import java.util.List;

/** {@code slipway bundle}. */
public final class BundleCommands {

    /** Its commands. */
    public static final Noun NOUN = new Noun("bundle", "Bundles: the disks of instance-store images, in buckets.",
            () -> List.of(new BundleCreate(), new BundleInstanceVerb(), new BundleList(), new BundleDescribe(),
                    new BundleVerify(), new BundleDelete()));

    private BundleCommands() {
    }
}
