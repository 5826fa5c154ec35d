package dev.slipway.launcher.cli.product;

import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;

/** {@code slipway product attach}, EC2's ModifyImageAttribute with product codes. */
final class ProductAttach extends Verb {

    private final Argument<ProductCode> code = argument("CODE", StoreValues.PRODUCT_CODE, "One of your products.");
    private final Argument<String> image = argument("IMAGE", Values.TEXT, "Id, name or channel of one of your images.");

    ProductAttach() {
        super("attach", "Put a product on an image; as in EC2, it cannot be taken off again.");
        example("slipway product attach web-pro web", "Whoever launches web from now on has to accept the terms first.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.store().products().attach(code.required(),
                invocation.store().images().find(image.required()).imageId());
        return 0;
    }
}
