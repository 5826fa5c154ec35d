package dev.slipway.launcher.view.access;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.launcher.keypair.CreatedKeyPair;
import dev.slipway.launcher.keypair.KeyPair;
import dev.slipway.launcher.view.TagView;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;
import java.util.Optional;

/** Key pairs in the shape of EC2's answers. */
public final class KeyPairView {

    private static final Column ID = Column.id("KEY PAIR", "KeyPairId");
    private static final Column NAME = Column.id("NAME", "KeyName");
    private static final Column FINGERPRINT = Column.at("FINGERPRINT", "KeyFingerprint");

    private KeyPairView() {
    }

    /** What CreateKeyPair answers. A table leaves the private key out: a terminal remembers what it shows. */
    public static Answer created(CreatedKeyPair created) {
        ObjectNode document = identity(created.keyPair());
        document.put("KeyMaterial", created.keyMaterial());
        TagView.put(document, created.keyPair().tags());
        return new Answer(document, JsonNodeFactory.instance.arrayNode().add(document), List.of(ID, NAME, FINGERPRINT));
    }

    /** What ImportKeyPair answers. */
    public static Answer imported(KeyPair pair) {
        ObjectNode document = identity(pair);
        TagView.put(document, pair.tags());
        return new Answer(document, JsonNodeFactory.instance.arrayNode().add(document), List.of(ID, NAME, FINGERPRINT));
    }

    /** What DescribeKeyPairs answers. */
    public static Answer list(List<KeyPair> pairs, boolean publicKeys) {
        ObjectNode document = document(pairs, publicKeys);
        return Answer.list(document, "KeyPairs", ID, NAME, Column.at("TYPE", "KeyType"), FINGERPRINT,
                Column.at("CREATED", "CreateTime"));
    }

    /** The same with all that is known; a single one is shown key by key. */
    public static Answer described(List<KeyPair> pairs) {
        ObjectNode document = document(pairs, true);
        return pairs.size() == 1 ? new Answer(document, document.path("KeyPairs").path(0), List.of())
                : Answer.list(document, "KeyPairs", ID, NAME, FINGERPRINT, Column.id("PUBLIC KEY", "PublicKey"));
    }

    /** What DeleteKeyPair answers. */
    public static Answer deleted(Optional<KeyPair> pair) {
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("Return", true);
        pair.ifPresent(there -> document.put("KeyPairId", there.keyPairId().value()));
        return Answer.of(document);
    }

    private static ObjectNode document(List<KeyPair> pairs, boolean publicKeys) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("KeyPairs");
        for (KeyPair pair : pairs) {
            ObjectNode node = identity(pair);
            node.put("KeyType", pair.keyType().word());
            TagView.put(node, pair.tags());
            if (publicKeys) {
                node.put("PublicKey", pair.publicKey());
            }
            node.put("CreateTime", Timestamp.format(pair.createTime()));
            list.add(node);
        }
        return document;
    }

    private static ObjectNode identity(KeyPair pair) {
        return JsonNodeFactory.instance.objectNode()
                .put("KeyFingerprint", pair.keyFingerprint())
                .put("KeyName", pair.keyName())
                .put("KeyPairId", pair.keyPairId().value());
    }
}
