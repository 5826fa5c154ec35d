package dev.slipway.imagestore.volume;

import static dev.slipway.imagestore.errors.StoreError.VOLUME_NOT_FOUND;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.tag.TaggedRows;
import java.util.List;

/** The tags of an account's volumes. */
public final class VolumeTags extends TaggedRows<Volume> {

    public VolumeTags(AccountId account) {
        super("volume", Volume.TABLE, account, volume -> volume.ownerId().equals(account), Volume::tags);
    }

    @Override
    public boolean names(String id) {
        return VolumeId.isOne(id);
    }

    @Override
    public void retag(Change change, String id, List<Tag> tags) {
        Stored<Volume> stored = change.find(Volume.TABLE, id).orElseThrow(() -> notFound(List.of(id)));
        Volume tagged = stored.document().withTags(tags);
        change.update(Volume.TABLE, tagged, stored.version());
    }

    @Override
    protected StoreException missing(List<String> ids) {
        return notFound(ids);
    }

    /** EC2's refusal, for one and for several. */
    static StoreException notFound(List<String> ids) {
        String list = "'" + String.join(", ", ids) + "'";
        return new StoreException(VOLUME_NOT_FOUND, ids.size() == 1
                ? "The volume " + list + " does not exist." : "The volumes " + list + " do not exist.");
    }
}
