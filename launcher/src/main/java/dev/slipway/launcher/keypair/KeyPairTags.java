package dev.slipway.launcher.keypair;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.tag.TaggedRows;
import dev.slipway.launcher.errors.LauncherException;
import java.util.List;
import java.util.Optional;

/** The tags of an account's key pairs. */
final class KeyPairTags extends TaggedRows<KeyPair> {

    KeyPairTags(AccountId account) {
        super("key-pair", KeyPair.TABLE, account, pair -> pair.ownerId().equals(account), KeyPair::tags);
    }

    @Override
    public boolean names(String id) {
        return KeyPairId.isOne(id);
    }

    @Override
    public void retag(Change change, String id, List<Tag> tags) {
        Optional<Stored<KeyPair>> stored = change.find(KeyPair.TABLE, id);
        stored.ifPresent(pair -> change.update(KeyPair.TABLE, pair.document().withTags(tags), pair.version()));
    }

    @Override
    protected LauncherException missing(List<String> ids) {
        return KeyPairs.notFound(ids);
    }
}
