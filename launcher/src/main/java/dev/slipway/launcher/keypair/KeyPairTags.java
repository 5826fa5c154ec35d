package dev.slipway.launcher.keypair;

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
import java.util.Optional;

/** The tags of an account's key pairs. */
final class KeyPairTags implements TaggedKind {

    private final AccountId account;

    KeyPairTags(AccountId account) {
        this.account = account;
    }

    @Override
    public String resourceType() {
        return "key-pair";
    }

    @Override
    public boolean names(String id) {
        return KeyPairId.isOne(id);
    }

    @Override
    public List<List<Tag>> tags(Reader reader, List<String> ids) {
        List<List<Tag>> tags = new ArrayList<>();
        KeyPairs.require(reader, account, ids).forEach(pair -> tags.add(pair.tags()));
        return tags;
    }

    @Override
    public void retag(Change change, String id, List<Tag> tags) {
        Optional<Stored<KeyPair>> stored = change.find(KeyPair.TABLE, id);
        stored.ifPresent(pair -> change.update(KeyPair.TABLE, pair.document().withTags(tags), pair.version()));
    }

    @Override
    public List<TaggedResource> all(Reader reader) {
        List<TaggedResource> all = new ArrayList<>();
        Query tagged = Query.all().where("owner", account).matching("tag_key", List.of("*"));
        for (Stored<KeyPair> stored : reader.list(KeyPair.TABLE, tagged)) {
            for (Tag tag : stored.document().tags()) {
                all.add(new TaggedResource(stored.document().keyPairId().value(), resourceType(), tag));
            }
        }
        return all;
    }
}
