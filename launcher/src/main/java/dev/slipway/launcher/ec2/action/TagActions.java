package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.tag.TagRemoval;
import dev.slipway.imagestore.tag.TaggedResource;
import dev.slipway.launcher.ec2.protocol.Members;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.view.TagView;
import java.util.List;

/** Tags. */
final class TagActions {

    private TagActions() {
    }

    static List<Action> all() {
        return List.of(
                Action.changes("CreateTags", TagActions::create, "ResourceId.N", "Tag.N"),
                Action.reads("DescribeTags", TagActions::describe, "Filter.N", "MaxResults", "NextToken"),
                Action.changes("DeleteTags", TagActions::delete, "ResourceId.N", "Tag.N"));
    }

    private static ObjectNode create(Call call) {
        List<Members> tags = call.parameters().list("Tag");
        if (tags.isEmpty()) {
            throw new LauncherException(LauncherError.MISSING_PARAMETER, "The request must contain the parameter Tag.");
        }
        call.services().store().tags().add(call.several("ResourceId", id -> id), Call.tags(tags));
        return Words.done();
    }

    private static ObjectNode describe(Call call) {
        Page<TaggedResource> page = call.services().store().tags().search(call.filters(), call.page());
        return Words.page(TagView.list(page.items()), page);
    }

    private static ObjectNode delete(Call call) {
        List<TagRemoval> removals = call.parameters().list("Tag").stream()
                .map(tag -> new TagRemoval(tag.text("Key").orElse(""), tag.text("Value"))).toList();
        call.services().store().tags().remove(call.several("ResourceId", id -> id), removals);
        return Words.done();
    }
}
