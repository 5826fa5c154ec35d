package dev.slipway.launcher.cli.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.layer.Flattening;
import dev.slipway.imagestore.sweep.Unneeded;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;

/** {@code slipway store gc}: removes what nothing refers to, and makes chains of layers short. */
final class StoreGc extends Verb {

    private final Flag dryRun = flag("--dry-run", "Say what would be done, and do nothing.");
    private final Flag chains = flag("--chains",
            "Only make chains of layers short, unless another process does: what a snapshot begins in the background.");

    StoreGc() {
        super("gc", "Remove what nothing refers to any more, and make chains of layers short.");
        example("slipway store gc --dry-run",
                "What can go, how much room it takes, and which layers stand on too many others.");
        example("slipway store gc", "Remove it; what an instance, a volume, a snapshot or an image needs stays.");
    }

    @Override
    public int run(Invocation invocation) {
        ImageStore store = invocation.store();
        List<Unneeded> unneeded = chains.given() ? List.of() : store.sweep().weigh();
        if (!dryRun.given() && !chains.given()) {
            store.sweep().run();
        }
        Flattening flattening = store.flattening();
        boolean left = chains.given() && flattening.isUnderWay();
        List<LayerId> due = left ? List.of() : flattening.due();
        if (!dryRun.given()) {
            due.forEach(layer -> flattening.flatten(layer, invocation.progress()));
        }
        invocation.output().print(answer(unneeded, due));
        return 0;
    }

    /** A shape of Slipway's own: EC2 has no such action. */
    private static Answer answer(List<Unneeded> unneeded, List<LayerId> flattened) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        ArrayNode removed = document.putArray("Removed");
        long bytes = 0;
        for (Unneeded each : unneeded) {
            ObjectNode json = removed.addObject().put("Kind", each.kind()).put("Id", each.id()).put("Bytes", each.bytes());
            rows.add(json.deepCopy().put("Action", "removed"));
            bytes += each.bytes();
        }
        document.put("TotalBytes", bytes);
        ArrayNode whole = document.putArray("Flattened");
        for (LayerId layer : flattened) {
            ObjectNode json = whole.addObject().put("Kind", "layer").put("Id", layer.value());
            rows.add(json.deepCopy().put("Action", "flattened"));
        }
        return new Answer(document, rows, List.of(Column.at("ACTION", "Action"), Column.at("KIND", "Kind"),
                Column.id("ID", "Id"), Column.at("BYTES", "Bytes")));
    }
}
