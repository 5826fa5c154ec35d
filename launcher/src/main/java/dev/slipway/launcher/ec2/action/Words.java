package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.launcher.ec2.protocol.Members;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.service.BlockDevices;
import dev.slipway.launcher.view.ReturnView;
import dev.slipway.launcher.view.document.Answer;
import java.util.List;
import java.util.function.Function;

/** What several actions read and write alike. */
final class Words {

    private Words() {
    }

    /** EC2's answer where there is nothing to say. */
    static ObjectNode done() {
        return ReturnView.TRUE.answer().document();
    }

    /** A page of a list, and where the next one begins. */
    static ObjectNode page(Answer answer, Page<?> page) {
        page.nextToken().ifPresent(token -> answer.document().put("NextToken", token));
        return answer.document();
    }

    /** A page of a long list, whose elements are made one by one. */
    static <T> ObjectNode page(String key, Page<T> page, Function<T, JsonNode> element) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray(key);
        page.items().forEach(item -> list.add(element.apply(item)));
        page.nextToken().ifPresent(token -> document.put("NextToken", token));
        return document;
    }

    /** The value of an enum by its word; throws INVALID_PARAMETER_VALUE. */
    static <T> Function<String, T> oneOf(String name, T[] values, Function<T, String> word) {
        return text -> {
            for (T value : values) {
                if (word.apply(value).equals(text)) {
                    return value;
                }
            }
            throw Call.invalid(name, text, "none of " + String.join(", ", List.of(values).stream().map(word).toList()));
        };
    }

    /** Refuses every value but the one that everything has here; many clients say it. Throws UNSUPPORTED_OPERATION. */
    static void onlyUsual(Members members, String name, String usual) {
        members.text(name).filter(text -> !text.equalsIgnoreCase(usual)).ifPresent(text -> {
            throw new LauncherException(LauncherError.UNSUPPORTED_OPERATION,
                    name + " is always " + usual + " here; it cannot be " + text + ".");
        });
    }

    /** What {@code BlockDeviceMapping.N} says; throws INVALID_PARAMETER_VALUE. */
    static List<BlockDeviceRequest> devices(Call call) {
        try {
            return call.parameters().list("BlockDeviceMapping").stream()
                    .map(Members::document).map(BlockDevices::read).toList();
        } catch (IllegalArgumentException e) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                    "The parameter BlockDeviceMapping cannot be understood: " + e.getMessage() + ".", e);
        }
    }
}
