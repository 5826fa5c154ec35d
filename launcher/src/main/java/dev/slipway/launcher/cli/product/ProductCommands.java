package dev.slipway.launcher.cli.product;

import dev.slipway.launcher.cli.command.Noun;
import java.util.List;

/** {@code slipway product}. */
public final class ProductCommands {

    /** Its commands. */
    public static final Noun NOUN = new Noun("product", "Product codes: what images are sold as, and on which terms.",
            () -> List.of(new ProductCreate(), new ProductList(), new ProductDescribe(), new ProductUpdate(),
                    new ProductDelete(), new ProductAttach(), new ProductTerms(), new ProductAccept(),
                    new ProductAcceptances()));

    private ProductCommands() {
    }
}
