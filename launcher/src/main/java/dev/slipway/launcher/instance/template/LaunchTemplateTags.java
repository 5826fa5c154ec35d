package dev.slipway.launcher.instance.template;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.tag.TaggedRows;
import dev.slipway.launcher.errors.LauncherException;
import java.util.List;

/** The tags of an account's launch templates. */
final class LaunchTemplateTags extends TaggedRows<LaunchTemplate> {

    private final TemplateLookup lookup;

    LaunchTemplateTags(AccountId account, TemplateLookup lookup) {
        super("launch-template", LaunchTemplate.TABLE, account, template -> template.ownerId().equals(account),
                LaunchTemplate::tags);
        this.lookup = lookup;
    }

    @Override
    public boolean names(String id) {
        return LaunchTemplateId.isOne(id);
    }

    @Override
    public void retag(Change change, String id, List<Tag> tags) {
        Stored<LaunchTemplate> stored = lookup.require(change, id);
        change.update(LaunchTemplate.TABLE, stored.document().withTags(tags), stored.version());
    }

    @Override
    protected LauncherException missing(List<String> ids) {
        return TemplateLookup.notFound(ids.get(0));
    }
}
