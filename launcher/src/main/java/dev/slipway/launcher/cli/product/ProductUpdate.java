package dev.slipway.launcher.cli.product;

import dev.slipway.launcher.cli.command.Invocation;
import java.util.List;

/** {@code slipway product update}. */
final class ProductUpdate extends ProductOptions {

    ProductUpdate() {
        super("update", "Change one of your products from now on; what was used before is charged as it was.");
        example("slipway product update web-pro --rate 0.06", "A new rate; what runs now is charged by it from now on.");
        example("slipway product update web-pro --terms-file terms-2.txt",
                "New terms, which everybody has to accept before the next launch.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(ProductView.list(List.of(invocation.store().products().update(code(), draft()))));
        return 0;
    }
}
