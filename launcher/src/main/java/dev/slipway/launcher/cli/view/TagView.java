package dev.slipway.launcher.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.tag.Tag;
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
}
