package dev.slipway.launcher.cli.tag;

import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.tag.ResourceTags;
import dev.slipway.imagestore.tag.TaggedResource;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.ListingVerb;
import dev.slipway.launcher.view.TagView;
import java.util.List;

/** {@code slipway tag list}, EC2's DescribeTags. */
final class TagList extends ListingVerb {

    TagList() {
        super("list", "List the tags of what you own.");
        example("slipway tag list --filter resource-type=image,snapshot --filter key=env", "Who has which env.");
        example("slipway tag list --filter tag:env=prod --query 'Tags[].ResourceId' -o text", "The ids of all that is prod.");
    }

    @Override
    public int run(Invocation invocation) {
        ResourceTags tags = invocation.store().tags();
        List<Filter> filters = filters();
        Page<TaggedResource> page = gather(request -> tags.search(filters, request));
        return print(invocation, TagView.list(page.items()), page);
    }
}
