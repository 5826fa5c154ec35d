package dev.slipway.launcher.cli.product;

import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;

/** {@code slipway product delete}. */
final class ProductDelete extends Verb {

    private final Argument<ProductCode> code = argument("CODE", StoreValues.PRODUCT_CODE, "One of your products.");

    ProductDelete() {
        super("delete", "Delete a product that no image, snapshot or volume carries; what was used stays charged.");
        example("slipway product delete web-pro", "Its code is free for another one then.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.store().products().delete(code.required());
        return 0;
    }
}
