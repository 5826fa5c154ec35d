package dev.slipway.imagestore.volume;

import static dev.slipway.imagestore.errors.StoreError.VOLUME_NOT_FOUND;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.tag.TaggedKind;
import dev.slipway.imagestore.tag.TaggedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tags of an account's volumes. */
public final class VolumeTags implements TaggedKind {

    private final AccountId account;

    public VolumeTags(AccountId account) {
        this.account = account;
    }

    @Override
    public String resourceType() {
        return "volume";
    }

    @Override
    public boolean names(String id) {
        return VolumeId.isOne(id);
    }

    @Override
    public List<List<Tag>> tags(Reader reader, List<String> ids) {
        List<List<Tag>> tags = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String id : ids) {
            Optional<Stored<Volume>> stored = reader.find(Volume.TABLE, id);
            if (stored.isPresent() && stored.get().document().ownerId().equals(account)) {
                tags.add(stored.get().document().tags());
            } else {
                missing.add(id);
            }
        }
        if (!missing.isEmpty()) {
            throw notFound(missing);
        }
        return tags;
    }

    @Override
    public void retag(Change change, String id, List<Tag> tags) {
        Stored<Volume> stored = change.find(Volume.TABLE, id).orElseThrow(() -> notFound(List.of(id)));
        Volume tagged = stored.document().withTags(tags);
        change.update(Volume.TABLE, tagged, stored.version());
    }

    @Override
    public List<TaggedResource> all(Reader reader) {
        List<TaggedResource> all = new ArrayList<>();
        Query tagged = Query.all().where("owner", account).matching("tag_key", List.of("*"));
        for (Stored<Volume> stored : reader.list(Volume.TABLE, tagged)) {
            for (Tag tag : stored.document().tags()) {
                all.add(new TaggedResource(stored.document().volumeId().value(), resourceType(), tag));
            }
        }
        return all;
    }

    /** EC2's refusal, for one and for several. */
    static StoreException notFound(List<String> ids) {
        String list = "'" + String.join(", ", ids) + "'";
        return new StoreException(VOLUME_NOT_FOUND, ids.size() == 1
                ? "The volume " + list + " does not exist." : "The volumes " + list + " do not exist.");
    }
}
