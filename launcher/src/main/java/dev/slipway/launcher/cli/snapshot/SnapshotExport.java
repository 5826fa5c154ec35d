package dev.slipway.launcher.cli.snapshot;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.transfer.archive.ExportFormat;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.document.Answer;
import java.nio.file.Path;

/** {@code slipway snapshot export}. */
final class SnapshotExport extends Verb {

    private final Argument<SnapshotId> snapshot = argument("SNAPSHOT", StoreValues.SNAPSHOT_ID, "Id of the snapshot.");
    private final Argument<Path> file = argument("FILE", Values.PATH, "The file to write.");
    private final Option<ExportFormat> format = option("--format", "FORMAT", StoreValues.EXPORT_FORMAT,
            "qcow2 (default), raw, vmdk or vhd.");
    private final Flag force = flag("--force", "Replace the file if it is there.");

    SnapshotExport() {
        super("export", "Write a snapshot to a file, as a disk that stands alone.");
        example("slipway snapshot export snap-0123456789abcdef0 disk.qcow2", "All it builds on is in it.");
    }

    @Override
    public int run(Invocation invocation) {
        Snapshot exported = invocation.store().exports().snapshot(snapshot.required(), file.required(),
                format.or(ExportFormat.QCOW2), force.given(), invocation.progress());
        ObjectNode document = JsonNodeFactory.instance.objectNode()
                .put("SnapshotId", exported.snapshotId().value());
        document.putObject("Slipway").put("File", file.required().toString());
        invocation.output().print(Answer.of(document));
        return 0;
    }
}
