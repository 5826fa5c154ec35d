package dev.slipway.imagestore.sharing;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.AccountId;

/**
 * What an account has decided for all that it owns in a region. An account without a record has decided nothing.
 *
 * @param accountId whose settings they are
 * @param blocksPublicImages whether no image of the account can be made public
 * @param blocksPublicSnapshots whether no snapshot of the account can be made public
 */
public record AccountSettings(AccountId accountId, boolean blocksPublicImages, boolean blocksPublicSnapshots) {

    /** The settings of all accounts that decided something. */
    public static final Table<AccountSettings> TABLE =
            Table.of("account_settings", AccountSettings.class, 1, settings -> settings.accountId().value());

    public AccountSettings {
        requireNonNull(accountId, "accountId");
    }

    /** The settings of an account that has decided nothing. */
    public static AccountSettings undecided(AccountId account) {
        return new AccountSettings(account, false, false);
    }
}
