package dev.slipway.launcher.cli.product;

import dev.slipway.launcher.cli.command.Invocation;
import java.util.List;

/** {@code slipway product create}. */
final class ProductCreate extends ProductOptions {

    ProductCreate() {
        super("create", "Sell something: a code for images, its price and its terms.");
        example("slipway product create web-pro --rate 0.05 --currency USD --terms-file terms.txt",
                "Five cents for each hour that an instance runs.");
        example("slipway product create web-pro --rate 0 --currency EUR --terms 'No warranty.'",
                "Free of charge, but to be agreed to.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(ProductView.list(List.of(invocation.store().products().create(code(), draft()))));
        return 0;
    }
}
