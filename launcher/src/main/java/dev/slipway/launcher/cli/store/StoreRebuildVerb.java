package dev.slipway.launcher.cli.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.care.RebuildReport;
import dev.slipway.imagestore.care.StoreRebuild;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.instance.InstanceTables;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.TreeMap;

/** {@code slipway store rebuild}. */
final class StoreRebuildVerb extends Verb {

    private final Flag force = flag("--force", "Do it though there is a catalogue, which is kept beside the new one.");
    private final Flag dryRun = flag("--dry-run", "Say what would come back, and change nothing.");

    StoreRebuildVerb() {
        super("rebuild", "Bring a lost catalogue back from the records beside the files.");
        example("slipway store rebuild --dry-run", "What would come back.");
        example("slipway store rebuild", "Bring it back; then see that all is well: slipway store check");
    }

    @Override
    public int run(Invocation invocation) {
        StoreLayout layout = invocation.settings().layout();
        StoreRebuild rebuild = ImageStore.rebuild(layout, invocation.settings().account(), InstanceTables.all(),
                InstanceTables.recorded(layout));
        RebuildReport report = dryRun.given() ? rebuild.look() : rebuild.run(force.given());
        invocation.output().print(answer(report));
        report.leftOut().forEach(invocation::note);
        report.keptAside().ifPresent(file -> invocation.note("the catalogue that there was is now " + file));
        return 0;
    }

    private static Answer answer(RebuildReport report) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("Restored");
        new TreeMap<>(report.restored()).forEach(
                (kind, count) -> list.addObject().put("Kind", kind).put("Count", count));
        ArrayNode notes = document.putArray("Notes");
        report.leftOut().forEach(notes::add);
        report.keptAside().ifPresent(file -> document.put("KeptAside", file.toString()));
        return Answer.list(document, "Restored", Column.at("KIND", "Kind"), Column.at("COUNT", "Count"));
    }
}
