package dev.slipway.launcher.securitygroup;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The security groups of one account in the catalogue. */
final class GroupRows {

    private final AccountId account;

    GroupRows(AccountId account) {
        this.account = account;
    }

    /** These, by ids or names, in this order and each once; those that are not there fail the call, all of them named. */
    List<SecurityGroup> require(Reader reader, List<String> references) {
        List<SecurityGroup> found = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String reference : references) {
            Optional<Stored<SecurityGroup>> group = find(reader, reference);
            if (group.isEmpty()) {
                missing.add(reference);
            } else if (!found.contains(group.get().document())) {
                found.add(group.get().document());
            }
        }
        if (!missing.isEmpty()) {
            throw notFound(missing);
        }
        return found;
    }

    /** The refusal that names these. */
    static LauncherException notFound(List<String> missing) {
        String list = String.join(", ", missing.stream().map(Quoted::of).toList());
        return new LauncherException(LauncherError.GROUP_NOT_FOUND, missing.size() == 1
                ? "The security group " + list + " does not exist." : "The security groups " + list + " do not exist.",
                "slipway security-group list");
    }

    /** One of them with its version; throws GROUP_NOT_FOUND. */
    Stored<SecurityGroup> stored(Reader reader, String reference) {
        SecurityGroup group = require(reader, List.of(reference)).get(0);
        return reader.find(SecurityGroup.TABLE, group.groupId().value()).orElseThrow();
    }

    private Optional<Stored<SecurityGroup>> find(Reader reader, String reference) {
        // No name begins as ids do.
        return SecurityGroupId.isOne(reference)
                ? reader.find(SecurityGroup.TABLE, reference).filter(group -> group.document().ownerId().equals(account))
                : named(reader, reference);
    }

    Optional<Stored<SecurityGroup>> named(Reader reader, String name) {
        List<Stored<SecurityGroup>> found =
                reader.list(SecurityGroup.TABLE, Query.all().where("owner", account).where("name", name));
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0));
    }

    /** The account's default group, which is made when it is first asked for. */
    SecurityGroup makeDefault(Change change) {
        Optional<Stored<SecurityGroup>> there = named(change, SecurityGroup.DEFAULT);
        return there.isPresent() ? there.get().document()
                : change.insert(SecurityGroup.TABLE, SecurityGroup.defaultOf(account, Timestamp.now())).document();
    }

    /** The groups of the account whose rules name a group. */
    List<SecurityGroup> referringTo(Reader reader, SecurityGroupId id) {
        List<SecurityGroup> groups = new ArrayList<>();
        for (Stored<SecurityGroup> each : reader.list(SecurityGroup.TABLE, Query.all().where("referenced", id.value()))) {
            groups.add(each.document());
        }
        return groups;
    }
}
