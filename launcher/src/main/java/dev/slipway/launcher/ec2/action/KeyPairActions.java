package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.keypair.KeyPair;
import dev.slipway.launcher.keypair.KeyPairRequest;
import dev.slipway.launcher.keypair.KeyPairSearch;
import dev.slipway.launcher.keypair.KeyType;
import dev.slipway.launcher.keypair.PrivateKeyPlace;
import dev.slipway.launcher.view.access.KeyPairView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Key pairs. */
final class KeyPairActions {

    private static final String TYPE = "key-pair";

    private KeyPairActions() {
    }

    static List<Action> all() {
        return List.of(
                Action.checks("CreateKeyPair", KeyPairActions::create, "KeyName", "KeyType", "TagSpecification.N"),
                Action.checks("ImportKeyPair", KeyPairActions::importKey, "KeyName", "PublicKeyMaterial", "TagSpecification.N"),
                Action.reads("DescribeKeyPairs", KeyPairActions::describe, "KeyName.N", "KeyPairId.N", "Filter.N",
                        "IncludePublicKey"),
                Action.checks("DeleteKeyPair", KeyPairActions::delete, "KeyName", "KeyPairId"));
    }

    private static KeyPairRequest request(Call call) {
        call.requireTagsOf(TYPE);
        return new KeyPairRequest(call.required("KeyName"), call.tags(TYPE), call.dryRun());
    }

    private static ObjectNode create(Call call) {
        return KeyPairView.created(call.services().keyPairs().create(request(call),
                call.text("KeyType").map(Words.oneOf("KeyType", KeyType.values(), KeyType::word)),
                PrivateKeyPlace.ANSWER_ONLY)).document();
    }

    private static ObjectNode importKey(Call call) {
        String material = call.required("PublicKeyMaterial");
        try {
            String key = new String(Base64.getMimeDecoder().decode(material), StandardCharsets.UTF_8);
            return KeyPairView.imported(call.services().keyPairs().importKey(request(call), key)).document();
        } catch (IllegalArgumentException e) {
            throw new LauncherException(LauncherError.KEY_FORMAT, "Key is not in valid OpenSSH public key format", e);
        }
    }

    private static ObjectNode describe(Call call) {
        List<String> references = new ArrayList<>(call.parameters().texts("KeyName"));
        references.addAll(call.parameters().texts("KeyPairId"));
        Page<KeyPair> page = call.services().keyPairs().search(new KeyPairSearch(references, call.filters()), call.page());
        return KeyPairView.list(page.items(), call.flag("IncludePublicKey")).document();
    }

    private static ObjectNode delete(Call call) {
        return KeyPairView.deleted(call.services().keyPairs().delete(
                call.text("KeyPairId").orElseGet(() -> call.required("KeyName")), call.dryRun())).document();
    }
}
