package dev.slipway.launcher.securitygroup;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.tag.TaggedRows;
import dev.slipway.launcher.errors.LauncherException;
import java.util.List;

/** The tags of an account's security groups. */
final class SecurityGroupTags extends TaggedRows<SecurityGroup> {

    private final GroupRows rows;

    SecurityGroupTags(AccountId account, GroupRows rows) {
        super("security-group", SecurityGroup.TABLE, account, group -> group.ownerId().equals(account), SecurityGroup::tags);
        this.rows = rows;
    }

    @Override
    public boolean names(String id) {
        return SecurityGroupId.isOne(id);
    }

    @Override
    public void retag(Change change, String id, List<Tag> tags) {
        Stored<SecurityGroup> stored = rows.stored(change, id);
        change.update(SecurityGroup.TABLE, stored.document().withTags(tags), stored.version());
    }

    @Override
    protected LauncherException missing(List<String> ids) {
        return GroupRows.notFound(ids);
    }
}
