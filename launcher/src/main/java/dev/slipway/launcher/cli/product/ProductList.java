package dev.slipway.launcher.cli.product;

import dev.slipway.imagestore.product.Product;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Flag;
import java.util.List;

/** {@code slipway product list}. */
final class ProductList extends Verb {

    private final Flag own = flag("--own", "Only those you sell.");

    ProductList() {
        super("list", "List the products of the region, whoever sells them.");
        example("slipway product list", "All of them, with their prices.");
    }

    @Override
    public int run(Invocation invocation) {
        List<Product> products = invocation.store().products().list();
        invocation.output().print(ProductView.list(!own.given() ? products : products.stream()
                .filter(product -> product.ownerId().equals(invocation.settings().account())).toList()));
        return 0;
    }
}
