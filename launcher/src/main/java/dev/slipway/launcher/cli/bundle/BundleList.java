package dev.slipway.launcher.cli.bundle;

import dev.slipway.imagestore.bundle.ListedBundle;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import java.util.ArrayList;
import java.util.List;

/** {@code slipway bundle list}. */
final class BundleList extends Verb {

    private final Option<String> bucket = option("--bucket", "BUCKET", Values.TEXT, "Only those in this bucket.");

    BundleList() {
        super("list", "List the bundles of the region.");
        example("slipway bundle list", "All of them.");
        example("slipway bundle list --bucket lab --query 'Bundles[].ImageLocation' -o text", "What to register from.");
    }

    @Override
    public int run(Invocation invocation) {
        List<ListedBundle> listed = new ArrayList<>();
        for (ListedBundle bundle : invocation.store().bundles().list()) {
            if (!bucket.given() || bundle.location().bucket().equals(bucket.required())) {
                listed.add(bundle);
            }
        }
        invocation.output().print(BundleView.list(listed));
        return 0;
    }
}
