package dev.slipway.imagestore.sharing;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_COMBINATION;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_MISSING;
import static dev.slipway.imagestore.errors.StoreError.PERMISSION_VALUE;
import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to become of permissions, all of it or nothing: EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchPermissionModifications.html">LaunchPermissionModifications</a>
 * and CreateVolumePermissionModifications.
 *
 * @param add who may from now on
 * @param remove who may no longer; whoever could not before is no error
 */
public record PermissionChange(Permissions add, Permissions remove) {

    /** Throws PARAMETER_MISSING where nothing changes, PARAMETER_COMBINATION where somebody is added and removed. */
    public PermissionChange {
        requireNonNull(add, "add");
        requireNonNull(remove, "remove");
        if (add.equals(Permissions.NONE) && remove.equals(Permissions.NONE)) {
            throw new StoreException(PARAMETER_MISSING, "The request names nobody to share with, or no longer.",
                    "Name accounts, or everybody: --user-id 123456789012, --public.");
        }
        for (AccountId account : add.accounts()) {
            if (remove.accounts().contains(account)) {
                throw new StoreException(PARAMETER_COMBINATION, "The account '" + account + "' is added and removed.");
            }
        }
        if (add.isPublic() && remove.isPublic()) {
            throw new StoreException(PARAMETER_COMBINATION, "The group 'all' is added and removed.");
        }
    }

    /** More may. */
    public static PermissionChange adding(Permissions more) {
        return new PermissionChange(more, Permissions.NONE);
    }

    /** Fewer may. */
    public static PermissionChange removing(Permissions fewer) {
        return new PermissionChange(Permissions.NONE, fewer);
    }

    /** Everybody or not, and accounts as they were written; throws PERMISSION_VALUE for one that is no account. */
    public static Permissions of(boolean everybody, List<String> userIds) {
        List<AccountId> accounts = new ArrayList<>();
        for (String text : userIds) {
            if (!AccountId.isAccountId(text)) {
                throw new StoreException(PERMISSION_VALUE, "Invalid attribute item value " + Quoted.of(text)
                        + " for userId item type.", "An account is twelve digits, without dashes.");
            }
            accounts.add(new AccountId(text));
        }
        return new Permissions(everybody, accounts);
    }

    /** Whether it lets anybody in who may not have been before. */
    public boolean adds() {
        return !add.equals(Permissions.NONE);
    }

    /** What becomes of permissions; the owner's is implicit and not listed. */
    public Permissions applied(Permissions before, AccountId owner) {
        boolean everybody = add.isPublic() || before.isPublic() && !remove.isPublic();
        return before.and(add.accounts()).without(remove.accounts()).without(List.of(owner)).withPublic(everybody);
    }
}
