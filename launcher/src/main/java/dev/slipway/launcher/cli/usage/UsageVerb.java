package dev.slipway.launcher.cli.usage;

import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.usage.UsageGroup;
import dev.slipway.imagestore.usage.UsageRequest;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.TimeText;
import dev.slipway.launcher.cli.syntax.Values;
import java.time.Instant;
import java.util.List;

/** {@code slipway usage}. */
public final class UsageVerb extends Verb {

    private final Option<Instant> from = option("--from", "TIME", TimeText::past,
            "The first moment that counts: a day, by UTC, or a time such as 2026-11-01T12:00:00Z. The beginning unless given.");
    private final Option<Instant> to = option("--to", "TIME", TimeText::past,
            "The first moment that counts no more. Now unless given.");
    private final Option<UsageGroup> group = option("--group-by", "WORD",
            Values.oneOf(List.of(UsageGroup.values()), UsageGroup::word),
            "What a line stands for: resource, product, type (default), day, or account.");
    private final Option<ProductCode> product = option("--product", "CODE", StoreValues.PRODUCT_CODE,
            "Only what was used of this product; of one you sell, by all accounts.");

    public UsageVerb() {
        super("usage", "Add up what ran and existed, and what products were charged.");
        example("slipway usage --from 2026-11-01 --to 2026-12-01", "A month, by types.");
        example("slipway usage --group-by resource -o csv > november.csv", "For a spreadsheet, each thing by itself.");
        example("slipway usage --product web-pro --group-by account", "Who used how much of what you sell.");
    }

    @Override
    public int run(Invocation invocation) {
        // Whether an instance still runs is libvirt's to say; looking writes down when one ceased to.
        invocation.instances().list();
        UsageGroup by = group.or(UsageGroup.TYPE);
        invocation.output().print(UsageView.of(invocation.store().usage().report(
                new UsageRequest(from.value(), to.value(), by, product.value())), by.word()));
        return 0;
    }
}
