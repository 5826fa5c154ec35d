package dev.slipway.launcher.cli.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.launcher.ec2.credential.AccessKey;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;

/** Access keys in the shape of IAM's answers. */
final class AccessKeyView {

    private AccessKeyView() {
    }

    /** What CreateAccessKey answers. */
    static Answer created(AccessKey key) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode json = document.putObject("AccessKey");
        put(json, key);
        json.put("SecretAccessKey", key.secret());
        return new Answer(document, json, List.of());
    }

    /** What ListAccessKeys answers. */
    static Answer list(List<AccessKey> keys) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("AccessKeyMetadata");
        keys.forEach(key -> put(list.addObject(), key));
        return Answer.list(document, "AccessKeyMetadata", Column.id("ACCESS KEY", "AccessKeyId"),
                Column.id("ACCOUNT", "UserName"), Column.at("CREATED", "CreateDate"));
    }

    /** IAM has users; here an account stands in their place. */
    private static void put(ObjectNode json, AccessKey key) {
        json.put("UserName", key.account().value()).put("AccessKeyId", key.accessKeyId()).put("Status", "Active")
                .put("CreateDate", Timestamp.format(key.createDate()));
    }
}
