package dev.slipway.launcher.cli.product;

import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import java.util.OptionalInt;

/** {@code slipway product accept}. */
final class ProductAccept extends Verb {

    private final Argument<ProductCode> code = argument("CODE", StoreValues.PRODUCT_CODE, "A product code.");
    private final Option<Integer> version = option("--terms-version", "N", Values.COUNT,
            "The terms you read; refused when they are no longer the valid ones. Whichever are valid where it is not given.");

    ProductAccept() {
        super("accept", "Agree to the terms of a product, once for your account.");
        example("slipway product accept web-pro --terms-version 1", "What is needed before a launch.");
    }

    @Override
    public int run(Invocation invocation) {
        OptionalInt read = version.given() ? OptionalInt.of(version.or(0)) : OptionalInt.empty();
        invocation.output().print(ProductView.acceptance(invocation.store().products().accept(code.required(), read)));
        return 0;
    }
}
