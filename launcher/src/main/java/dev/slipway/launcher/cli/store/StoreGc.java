package dev.slipway.launcher.cli.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.sweep.Sweep;
import dev.slipway.imagestore.sweep.Swept;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.output.Answer;
import dev.slipway.launcher.cli.output.Column;
import dev.slipway.launcher.cli.syntax.Flag;

/** {@code slipway store gc}: removes what nothing refers to. */
final class StoreGc extends Verb {

    private final Flag dryRun = flag("--dry-run", "Say what would be removed, and remove nothing.");

    StoreGc() {
        super("gc", "Remove layers and deregistered images that nothing refers to any more.");
        example("slipway store gc --dry-run", "What can go.");
        example("slipway store gc", "Remove it; what an instance, a volume, a snapshot or an image needs stays.");
    }

    @Override
    public int run(Invocation invocation) {
        Sweep sweep = invocation.store().sweep();
        invocation.output().print(answer(dryRun.given() ? sweep.look() : sweep.run()));
        return 0;
    }

    /** A shape of Slipway's own: EC2 has no such action. */
    private static Answer answer(Swept swept) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("Removed");
        swept.layers().forEach(id -> list.addObject().put("Kind", "layer").put("Id", id.value()));
        swept.images().forEach(id -> list.addObject().put("Kind", "image").put("Id", id.value()));
        return Answer.list(document, "Removed", Column.at("KIND", "Kind"), Column.id("ID", "Id"));
    }
}
