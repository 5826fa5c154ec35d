package dev.slipway.launcher.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.tag.TaggedResource;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;

/** Tags in the shape of EC2's answers. */
public final class TagView {

    private TagView() {
    }

    /** Adds the tags to an object that has some; EC2 leaves the list away where there are none. */
    public static void put(ObjectNode object, List<Tag> tags) {
        if (tags.isEmpty()) {
            return;
        }
        ArrayNode list = object.putArray("Tags");
        for (Tag tag : tags) {
            list.addObject().put("Key", tag.key()).put("Value", tag.value());
        }
    }

    /** What DescribeTags answers. */
    public static Answer list(List<TaggedResource> resources) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("Tags");
        for (TaggedResource resource : resources) {
            list.addObject().put("Key", resource.tag().key()).put("ResourceId", resource.resourceId())
                    .put("ResourceType", resource.resourceType()).put("Value", resource.tag().value());
        }
        return Answer.list(document, "Tags", Column.id("RESOURCE", "ResourceId"), Column.at("TYPE", "ResourceType"),
                Column.at("KEY", "Key"), Column.at("VALUE", "Value"));
    }
}
