package dev.slipway.launcher.cli.product;

import dev.slipway.imagestore.product.Product;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import java.util.ArrayList;
import java.util.List;

/** {@code slipway product describe}. */
final class ProductDescribe extends Verb {

    private final Argument<ProductCode> codes =
            arguments("CODE", 1, Argument.ANY, StoreValues.PRODUCT_CODE, "Product codes.");

    ProductDescribe() {
        super("describe", "Show who sells products, and for how much.");
        example("slipway product describe web-pro --query 'Products[0].Price'", "What it costs.");
    }

    @Override
    public int run(Invocation invocation) {
        List<Product> products = new ArrayList<>();
        codes.values().forEach(code -> products.add(invocation.store().products().describe(code)));
        invocation.output().print(ProductView.list(products));
        return 0;
    }
}
