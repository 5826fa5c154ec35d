package dev.slipway.launcher.cli.tag;

import dev.slipway.imagestore.tag.ResourceTags;
import dev.slipway.imagestore.tag.TagRemoval;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.List;
import java.util.Optional;

/** {@code slipway tag remove}, EC2's DeleteTags. */
final class TagRemove extends Verb {

    private final Argument<String> words = arguments("ID... KEY[=VALUE]", 1, Argument.ANY, Values.TEXT,
            "Ids of images, snapshots, volumes or instances, and the keys of the tags to take from them; with a value, "
                    + "only a tag with that value. All of them are changed, or none.");
    private final Flag all = flag("--all", "Take all their tags away.");

    TagRemove() {
        super("remove", "Take tags away.");
        example("slipway tag remove ami-0123456789abcdef0 env", "Whatever its value.");
        example("slipway tag remove ami-0123456789abcdef0 env=test", "Only if its value is test.");
    }

    @Override
    public int run(Invocation invocation) {
        ResourceTags tags = invocation.store().tags();
        TagWords read = TagWords.of(words.values(), tags::isResource);
        if (read.rest().isEmpty() != all.given()) {
            throw new LauncherException(LauncherError.USAGE,
                    all.given() ? "With --all, no keys are named." : "No key of a tag is named.",
                    "Name keys, or take all tags away with --all.", null);
        }
        List<TagRemoval> removals = read.rest().stream().map(TagRemove::removal).toList();
        tags.remove(read.ids(), removals);
        return 0;
    }

    private static TagRemoval removal(String word) {
        int equals = word.indexOf('=');
        return equals <= 0 ? new TagRemoval(word, Optional.empty())
                : new TagRemoval(word.substring(0, equals), Optional.of(word.substring(equals + 1)));
    }
}
