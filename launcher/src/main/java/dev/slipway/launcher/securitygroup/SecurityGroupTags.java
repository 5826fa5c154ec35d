package dev.slipway.launcher.securitygroup;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.tag.TaggedKind;
import dev.slipway.imagestore.tag.TaggedResource;
import java.util.ArrayList;
import java.util.List;

/** The tags of an account's security groups. */
final class SecurityGroupTags implements TaggedKind {

    private final AccountId account;
    private final GroupRows rows;

    SecurityGroupTags(AccountId account, GroupRows rows) {
        this.account = account;
        this.rows = rows;
    }

    @Override
    public String resourceType() {
        return "security-group";
    }

    @Override
    public boolean names(String id) {
        return SecurityGroupId.isOne(id);
    }

    @Override
    public List<List<Tag>> tags(Reader reader, List<String> ids) {
        List<List<Tag>> tags = new ArrayList<>();
        rows.require(reader, ids).forEach(group -> tags.add(group.tags()));
        return tags;
    }

    @Override
    public void retag(Change change, String id, List<Tag> tags) {
        Stored<SecurityGroup> stored = rows.stored(change, id);
        change.update(SecurityGroup.TABLE, stored.document().withTags(tags), stored.version());
    }

    @Override
    public List<TaggedResource> all(Reader reader) {
        List<TaggedResource> all = new ArrayList<>();
        Query tagged = Query.all().where("owner", account).matching("tag_key", List.of("*"));
        for (Stored<SecurityGroup> stored : reader.list(SecurityGroup.TABLE, tagged)) {
            for (Tag tag : stored.document().tags()) {
                all.add(new TaggedResource(stored.document().groupId().value(), resourceType(), tag));
            }
        }
        return all;
    }
}
