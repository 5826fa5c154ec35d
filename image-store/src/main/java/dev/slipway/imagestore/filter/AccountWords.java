package dev.slipway.imagestore.filter;

import static dev.slipway.imagestore.errors.StoreError.ACCOUNT_ID_MALFORMED;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.sharing.Permissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Accounts as requests name them, and what a request selects by them. Throws ACCOUNT_ID_MALFORMED for what is no account.
 *
 * @param account the one that asks
 */
public record AccountWords(AccountId account) {

    /** The account that asks. */
    public static final String SELF = "self";
    /** Everybody, among those whom something is shared with. */
    public static final String ALL = "all";
    /** Owners that EC2 knows by a name; none of them has anything here. */
    private static final Set<String> EC2_OWNERS = Set.of("amazon", "aws-marketplace", "aws-backup-vault");

    /** The condition that the column {@code owner} is one of these; empty words are no condition. */
    public <T> Selection<T> ownedBy(Selection<T> selection, List<String> words, boolean besideFilters) {
        if (words.isEmpty()) {
            return selection;
        }
        List<String> accounts = new ArrayList<>();
        for (String word : words) {
            if (!EC2_OWNERS.contains(word)) {
                accounts.add(accountOf(word).value());
            }
        }
        Query.Condition owners = new Query.AnyOf("owner", accounts);
        // A filter, such as one by name, selects less than an owner does: its index is the one to use.
        return selection.and(besideFilters ? new Query.Usually(owners) : owners);
    }

    /**
     * What is explicitly shared with one of these. Whom something is shared with is its owner's business: an account
     * finds its own things that others may use, and things of others that it may use itself.
     *
     * @param column the column with the accounts of the permissions
     */
    public <T> Selection<T> sharedWith(Selection<T> selection, List<String> words, String column,
            Function<T, AccountId> owner, Function<T, Permissions> permissions) {
        if (words.isEmpty()) {
            return selection;
        }
        boolean everybody = words.contains(ALL);
        List<AccountId> users = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (String word : words) {
            if (!word.equals(ALL)) {
                users.add(accountOf(word));
                texts.add(accountOf(word).value());
            }
        }
        return selection.and(new Query.Either(List.of(new Query.AnyOf(column, texts),
                        new Query.AnyOf("visibility", everybody ? List.of("public") : List.of()))))
                .and(document -> {
                    Permissions permitted = permissions.apply(document);
                    boolean own = owner.apply(document).equals(account);
                    return everybody && permitted.isPublic() || permitted.accounts().stream()
                            .anyMatch(user -> users.contains(user) && (own || user.equals(account)));
                });
    }

    private AccountId accountOf(String word) {
        if (word.equals(SELF)) {
            return account;
        }
        try {
            return new AccountId(word);
        } catch (StoreException e) {
            throw new StoreException(ACCOUNT_ID_MALFORMED, "Invalid user id: " + Quoted.of(word) + ".",
                    "Accounts are twelve digits, or self.", e);
        }
    }
}
