package dev.slipway.launcher.cli.tag;

import dev.slipway.imagestore.tag.ResourceTags;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;

/** {@code slipway tag add}, EC2's CreateTags. */
final class TagAdd extends Verb {

    private final Argument<String> words = arguments("ID... KEY=VALUE", 2, Argument.ANY, Values.TEXT,
            "Ids of images, snapshots, volumes or instances, and the tags they all get; a key that is there gets the new "
                    + "value. All of them are changed, or none.");

    TagAdd() {
        super("add", "Add tags, or give them other values.");
        example("slipway tag add ami-0123456789abcdef0 Name=web env=prod", "Two tags on an image.");
        example("slipway tag add $(slipway volume list -o text --query 'Volumes[].VolumeId') env=prod",
                "One on each volume.");
    }

    @Override
    public int run(Invocation invocation) {
        ResourceTags tags = invocation.store().tags();
        TagWords read = TagWords.of(words.values(), word -> word.indexOf('=') <= 0);
        tags.add(read.ids(), read.rest().stream().map(StoreValues.TAG::read).toList());
        return 0;
    }
}
