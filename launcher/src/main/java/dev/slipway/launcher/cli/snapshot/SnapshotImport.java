package dev.slipway.launcher.cli.snapshot;

import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.SourceOptions;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.SnapshotView;

/** {@code slipway snapshot import}, EC2's ImportSnapshot. */
final class SnapshotImport extends Verb {

    private final SourceOptions source = sourceOptions(
            "A disk: qcow2, raw, vmdk, vpc (vhd), vhdx or vdi; compressed with gzip, xz, zstd or bzip2, or not.");
    private final Option<DiskFormat> format = option("--format", "FORMAT", StoreValues.DISK_FORMAT,
            "Format of the disk, once it is unpacked; recognised where it is not given. Another is refused.");
    private final Option<String> description = option("--description", "TEXT", Values.TEXT,
            "Description, up to 255 characters.");
    private final Option<Tag> tags = options("--tag", "KEY=VALUE", StoreValues.TAG,
            "A tag; may be given several times.");

    SnapshotImport() {
        super("import", "Import a disk as a snapshot, without an image.");
        example("slipway snapshot import data.vmdk --description 'the data of 2025'", "Volumes can be made of it.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(SnapshotView.created(invocation.store().images().importSnapshot(
                source.source(format.value()), description.value(), tags.values(), invocation.progress())));
        return 0;
    }
}
