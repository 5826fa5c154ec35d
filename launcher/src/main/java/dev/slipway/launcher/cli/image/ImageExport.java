package dev.slipway.launcher.cli.image;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.image.Image;
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

/** {@code slipway image export}: what EC2's ExportImage and CreateStoreImageTask are for. */
final class ImageExport extends Verb {

    private final Argument<String> image = argument("IMAGE", Values.TEXT, "Id, name or channel of the image.");
    private final Argument<Path> file = argument("FILE", Values.PATH, "The file to write.");
    private final Option<ExportFormat> format = option("--format", "FORMAT", StoreValues.EXPORT_FORMAT,
            "slipway (default): all of the image, for image import elsewhere; qcow2, raw, vmdk or vhd: one disk of it.");
    private final Option<String> device = option("--device", "NAME", Values.TEXT,
            "Which disk, by its device name; the root where it is not given.");
    private final Flag tags = flag("--tags", "Have the image's tags in the file too.");
    private final Flag force = flag("--force", "Replace the file if it is there.");

    ImageExport() {
        super("export", "Write an image to a file.");
        example("slipway image export web web.slipway", "Data and metadata; elsewhere: slipway image import web.slipway");
        example("slipway image export web web.vmdk --format vmdk", "The root disk, for another hypervisor.");
        example("slipway image export db data.raw --format raw --device /dev/sdb", "A data disk.");
    }

    @Override
    public int run(Invocation invocation) {
        Image exported = invocation.store().exports().image(image.required(), device.value(), file.required(),
                format.or(ExportFormat.SLIPWAY), tags.given(), force.given(), invocation.progress());
        ObjectNode document = JsonNodeFactory.instance.objectNode()
                .put("ImageId", exported.imageId().value());
        document.putObject("Slipway").put("File", file.required().toString());
        invocation.output().print(Answer.of(document));
        return 0;
    }
}
