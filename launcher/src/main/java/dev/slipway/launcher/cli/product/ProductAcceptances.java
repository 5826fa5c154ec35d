package dev.slipway.launcher.cli.product;

import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.product.Products;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;

/** {@code slipway product acceptances}. */
final class ProductAcceptances extends Verb {

    private final Argument<ProductCode> code = arguments("CODE", 0, 1, StoreValues.PRODUCT_CODE,
            "One of your products; without it, what your own account accepted.");

    ProductAcceptances() {
        super("acceptances", "List which terms were accepted, by your account or for one of your products.");
        example("slipway product acceptances", "What your account agreed to.");
        example("slipway product acceptances web-pro", "Who agreed to the terms of a product you sell.");
    }

    @Override
    public int run(Invocation invocation) {
        Products products = invocation.store().products();
        invocation.output().print(ProductView.acceptances(
                code.given() ? products.acceptances(code.values().get(0)) : products.acceptances()));
        return 0;
    }
}
