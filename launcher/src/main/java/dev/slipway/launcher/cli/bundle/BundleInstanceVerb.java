package dev.slipway.launcher.cli.bundle;

import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.volume.Consistency;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.instance.disk.BundledInstance;
import dev.slipway.launcher.instance.record.InstanceId;
import java.time.Instant;

/** {@code slipway bundle instance}: EC2's BundleInstance. */
final class BundleInstanceVerb extends Verb {

    private final Argument<InstanceId> id = argument("INSTANCE", InstanceId::new,
            "A running instance whose root is an instance store.");
    private final Option<String> bucket = requiredOption("--bucket", "BUCKET", Values.TEXT,
            "The bucket it goes into; made where there is none.");
    private final Option<String> prefix = requiredOption("--prefix", "PREFIX", Values.TEXT,
            "What the names of its files begin with.");

    BundleInstanceVerb() {
        super("instance", "Bundle the root disk of a running instance.");
        example("slipway bundle instance i-0123456789abcdef0 --bucket lab --prefix web-2",
                "The guest goes on; its file systems are frozen for a moment where its agent answers.");
    }

    @Override
    public int run(Invocation invocation) {
        BundleLocation location = new BundleLocation(bucket.required(), prefix.required());
        Instant begun = Timestamp.now();
        BundledInstance bundled = invocation.instances().bundle(id.required(), location, invocation.progress());
        if (bundled.consistency() == Consistency.CRASH_CONSISTENT) {
            invocation.note("no guest agent froze the file systems; the bundle holds them as after a power cut.");
        }
        invocation.output().print(BundleView.task(id.required(), begun, bundled.bundle()));
        return 0;
    }
}
