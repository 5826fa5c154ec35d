package dev.slipway.launcher.cli.product;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.product.Product;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.product.Terms;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.settings.OutputFormat;
import dev.slipway.launcher.view.document.Answer;

/** {@code slipway product terms}. */
final class ProductTerms extends Verb {

    private final Argument<ProductCode> code = argument("CODE", StoreValues.PRODUCT_CODE, "A product code.");
    private final Option<Integer> version = option("--terms-version", "N", Values.COUNT, "Earlier terms; else the valid ones.");

    ProductTerms() {
        super("terms", "Read the terms of a product.");
        example("slipway product terms web-pro", "The terms that hold now.");
    }

    @Override
    public int run(Invocation invocation) {
        Product product = invocation.store().products().describe(code.required());
        Terms terms = terms(product, version.or(product.currentTerms().version()));
        if (invocation.settings().output() == OutputFormat.JSON || global().query().isPresent()) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.put("ProductCode", product.productCode().value()).put("TermsVersion", terms.version())
                    .put("TermsSince", Timestamp.format(terms.since())).put("Text", terms.text());
            invocation.output().print(Answer.of(document));
        } else {
            terms.text().lines().forEach(line -> invocation.output().line(line));
        }
        return 0;
    }

    private static Terms terms(Product product, int version) {
        for (Terms terms : product.terms()) {
            if (terms.version() == version) {
                return terms;
            }
        }
        throw new StoreException(StoreError.PARAMETER_VALUE, "The product '" + product.productCode()
                + "' has no terms of version " + version + "; the latest are version "
                + product.currentTerms().version() + ".");
    }
}
