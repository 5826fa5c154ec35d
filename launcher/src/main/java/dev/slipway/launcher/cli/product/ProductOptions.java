package dev.slipway.launcher.cli.product;

import dev.slipway.imagestore.product.PriceUnit;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.product.ProductDraft;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The options that say what a product is, the same for a new one and for a change. */
abstract class ProductOptions extends Verb {

    private final Argument<ProductCode> code = argument("CODE", StoreValues.PRODUCT_CODE,
            "The product code: 1 to 64 letters, digits and dashes.");
    private final Option<String> rate = option("--rate", "NUMBER", Values.TEXT,
            "What it costs, as a decimal number such as 0.05.");
    private final Option<PriceUnit> per = option("--per", "UNIT",
            Values.oneOf(List.of(PriceUnit.values()), PriceUnit::word),
            "What the rate is for: instance-hour (default), or instance-month, of 730 hours; charged by time in any case.");
    private final Option<String> currency = option("--currency", "CODE", Values.TEXT,
            "Its currency, by ISO 4217: USD, EUR.");
    private final Option<String> terms = option("--terms", "TEXT", Values.TEXT,
            "What an account has to agree to before it launches it.");
    private final Option<Path> termsFile = option("--terms-file", "FILE", Values.PATH, "The same from a file.");
    private final Option<String> title = option("--title", "TEXT", Values.TEXT, "What people call it.");

    ProductOptions(String name, String summary) {
        super(name, summary);
    }

    final ProductCode code() {
        return code.required();
    }

    final ProductDraft draft() {
        if (terms.given() && termsFile.given()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "The terms are given twice, by --terms and by --terms-file.");
        }
        Optional<String> text = terms.value().or(() -> termsFile.value().map(TermsFile::read));
        return new ProductDraft(title.value(), rate.value(), per.value(), currency.value(), text);
    }
}
