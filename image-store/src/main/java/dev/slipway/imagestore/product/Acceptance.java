package dev.slipway.imagestore.product;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.AccountId;
import java.time.Instant;

/**
 * That an account agreed to a version of a product's terms.
 *
 * @param productCode the product
 * @param accountId who agreed
 * @param termsVersion to which of its terms
 * @param acceptTime when
 */
public record Acceptance(ProductCode productCode, AccountId accountId, int termsVersion, Instant acceptTime) {

    /** Acceptances of all accounts; each is one row, which is what makes it happen once. */
    public static final Table<Acceptance> TABLE = Table.of("acceptances", Acceptance.class, 1,
                    a -> id(a.productCode(), a.accountId(), a.termsVersion()))
            .text("product", Acceptance::productCode)
            .text("account", Acceptance::accountId);

    public Acceptance {
        requireNonNull(productCode, "productCode");
        requireNonNull(accountId, "accountId");
        requireNonNull(acceptTime, "acceptTime");
    }

    /** The id of an acceptance: {@code CODE.ACCOUNT.VERSION}. */
    public static String id(ProductCode code, AccountId account, int version) {
        return code + "." + account + "." + version;
    }
}
