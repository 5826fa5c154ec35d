package dev.slipway.launcher.cli.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.sweep.Sweep;
import dev.slipway.imagestore.sweep.Unneeded;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.output.Answer;
import dev.slipway.launcher.cli.output.Column;
import dev.slipway.launcher.cli.syntax.Flag;
import java.util.List;

/** {@code slipway store gc}: removes what nothing refers to. */
final class StoreGc extends Verb {

    private final Flag dryRun = flag("--dry-run", "Say what would be removed, and remove nothing.");

    StoreGc() {
        super("gc", "Remove layers, deregistered images and files that nothing refers to any more.");
        example("slipway store gc --dry-run", "What can go, and how much room it takes.");
        example("slipway store gc", "Remove it; what an instance, a volume, a snapshot or an image needs stays.");
    }

    @Override
    public int run(Invocation invocation) {
        Sweep sweep = invocation.store().sweep();
        List<Unneeded> unneeded = sweep.weigh();
        if (!dryRun.given()) {
            sweep.run();
        }
        invocation.output().print(answer(unneeded));
        return 0;
    }

    /** A shape of Slipway's own: EC2 has no such action. */
    private static Answer answer(List<Unneeded> unneeded) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("Removed");
        long bytes = 0;
        for (Unneeded each : unneeded) {
            list.addObject().put("Kind", each.kind()).put("Id", each.id()).put("Bytes", each.bytes());
            bytes += each.bytes();
        }
        document.put("TotalBytes", bytes);
        return Answer.list(document, "Removed",
                Column.at("KIND", "Kind"), Column.id("ID", "Id"), Column.at("BYTES", "Bytes"));
    }
}
