package dev.slipway.imagestore.sharing;

import dev.slipway.imagestore.id.AccountId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Who may use something beside its owner, whose permission is implicit and never listed: EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchPermission.html">launch permission</a> of an
 * image and its create volume permission of a snapshot.
 *
 * @param isPublic whether everybody may: EC2's group {@code all}
 * @param accounts who may explicitly, in ascending order
 */
public record Permissions(boolean isPublic, List<AccountId> accounts) {

    /** Nobody but the owner. */
    public static final Permissions NONE = new Permissions(false, List.of());

    public Permissions {
        TreeSet<String> sorted = new TreeSet<>();
        if (accounts != null) {
            accounts.forEach(account -> sorted.add(account.value()));
        }
        List<AccountId> ordered = new ArrayList<>();
        sorted.forEach(account -> ordered.add(new AccountId(account)));
        accounts = List.copyOf(ordered);
    }

    /** Whether an account that is not the owner may. */
    public boolean allow(AccountId account) {
        return isPublic || accounts.contains(account);
    }

    /** The same, and these accounts too. */
    public Permissions and(List<AccountId> more) {
        List<AccountId> all = new ArrayList<>(accounts);
        all.addAll(more);
        return new Permissions(isPublic, all);
    }

    /** The same without these accounts; one that is not among them is no error, as in EC2. */
    public Permissions without(List<AccountId> fewer) {
        List<AccountId> rest = new ArrayList<>(accounts);
        rest.removeAll(fewer);
        return new Permissions(isPublic, rest);
    }

    /** The same accounts, and everybody or not. */
    public Permissions withPublic(boolean value) {
        return new Permissions(value, accounts);
    }
}
