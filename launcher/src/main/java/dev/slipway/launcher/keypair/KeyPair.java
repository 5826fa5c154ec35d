package dev.slipway.launcher.keypair;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.tag.Tag;
import java.time.Instant;
import java.util.List;

/**
 * A key pair, as EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_KeyPairInfo.html">KeyPairInfo</a> has it: all that
 * is known of it but the private key, which is nowhere here.
 *
 * @param keyName unique among its owner's
 * @param keyFingerprint as EC2 computes it, see {@link Fingerprint}
 * @param publicKey a line in OpenSSH's form: kind, key and the pair's name
 * @param createTime when it was created or imported
 */
public record KeyPair(
        KeyPairId keyPairId,
        AccountId ownerId,
        String keyName,
        KeyType keyType,
        String keyFingerprint,
        String publicKey,
        Instant createTime,
        List<Tag> tags) {

    /** Key pairs of all accounts. */
    public static final Table<KeyPair> TABLE = Table.of("key_pairs", KeyPair.class, 1, k -> k.keyPairId().value())
            .text("owner", KeyPair::ownerId)
            .text("name", KeyPair::keyName)
            .text("fingerprint", KeyPair::keyFingerprint)
            .number("created", k -> k.createTime().toEpochMilli())
            .list("tag", k -> Tag.searched(k.tags()))
            .list("tag_key", k -> Tag.keys(k.tags()))
            .unique("owner", "name");

    public KeyPair {
        requireNonNull(keyPairId, "keyPairId");
        requireNonNull(ownerId, "ownerId");
        requireNonNull(keyName, "keyName");
        requireNonNull(keyType, "keyType");
        requireNonNull(keyFingerprint, "keyFingerprint");
        requireNonNull(publicKey, "publicKey");
        requireNonNull(createTime, "createTime");
        tags = tags == null ? List.of() : List.copyOf(tags);
    }

    /** The same key pair with other tags. */
    public KeyPair withTags(List<Tag> next) {
        return new KeyPair(keyPairId, ownerId, keyName, keyType, keyFingerprint, publicKey, createTime, next);
    }
}
