package dev.slipway.launcher.cli.sharing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.imagestore.sharing.BlockPublicAccess;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.document.Answer;
import java.util.List;
import java.util.Locale;

/**
 * {@code slipway image block-public-access} and {@code slipway snapshot block-public-access}: EC2's
 * EnableImageBlockPublicAccess, DisableImageBlockPublicAccess, GetImageBlockPublicAccessState, and the same for snapshots.
 */
final class PublicAccess extends Verb {

    private enum Action { ENABLE, DISABLE, STATE }

    private final boolean images;
    private final Argument<Action> action = argument("ACTION", Values.oneOf(List.of(Action.values()),
            value -> value.name().toLowerCase(Locale.ROOT)), "enable, disable or state.");

    PublicAccess(boolean images) {
        super("block-public-access", "Keep all your " + (images ? "images" : "snapshots") + " from being made public.");
        this.images = images;
        String noun = images ? "image" : "snapshot";
        example("slipway " + noun + " block-public-access enable", "What is public already stays so.");
        example("slipway " + noun + " block-public-access state", "block-new-sharing or unblocked.");
    }

    @Override
    public int run(Invocation invocation) {
        BlockPublicAccess block = invocation.store().blockPublicAccess();
        switch (action.required()) {
            case ENABLE -> set(block, true);
            case DISABLE -> set(block, false);
            case STATE -> { }
        }
        boolean blocked = images ? block.blocksImages() : block.blocksSnapshots();
        invocation.output().print(Answer.of(JsonNodeFactory.instance.objectNode().put(
                images ? "ImageBlockPublicAccessState" : "State", blocked ? "block-new-sharing" : "unblocked")));
        return 0;
    }

    private void set(BlockPublicAccess block, boolean value) {
        if (images) {
            block.blockImages(value);
        } else {
            block.blockSnapshots(value);
        }
    }
}
