package dev.slipway.launcher.instance.template;

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

/** The tags of an account's launch templates. */
final class LaunchTemplateTags implements TaggedKind {

    private final AccountId account;
    private final TemplateLookup lookup;

    LaunchTemplateTags(AccountId account, TemplateLookup lookup) {
        this.account = account;
        this.lookup = lookup;
    }

    @Override
    public String resourceType() {
        return "launch-template";
    }

    @Override
    public boolean names(String id) {
        return LaunchTemplateId.isOne(id);
    }

    @Override
    public List<List<Tag>> tags(Reader reader, List<String> ids) {
        List<List<Tag>> tags = new ArrayList<>();
        for (String id : ids) {
            tags.add(lookup.require(reader, id).document().tags());
        }
        return tags;
    }

    @Override
    public void retag(Change change, String id, List<Tag> tags) {
        Stored<LaunchTemplate> stored = lookup.require(change, id);
        change.update(LaunchTemplate.TABLE, stored.document().withTags(tags), stored.version());
    }

    @Override
    public List<TaggedResource> all(Reader reader) {
        List<TaggedResource> all = new ArrayList<>();
        for (Stored<LaunchTemplate> stored : reader.list(LaunchTemplate.TABLE, Query.all().where("owner", account))) {
            for (Tag tag : stored.document().tags()) {
                all.add(new TaggedResource(stored.document().launchTemplateId().value(), resourceType(), tag));
            }
        }
        return all;
    }
}
