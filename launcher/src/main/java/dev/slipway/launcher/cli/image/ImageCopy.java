package dev.slipway.launcher.cli.image;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.transfer.CopyImageRequest;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.ImageView;

/** {@code slipway image copy}, EC2's CopyImage. */
final class ImageCopy extends Verb {

    private final Argument<String> image = argument("IMAGE", Values.TEXT, "Id, name or channel of the image to copy.");
    private final Option<String> to = option("--to-region", "REGION", Values.TEXT,
            "Region that gets the copy; the current one where it is not given.");
    private final Option<String> from = option("--from-region", "REGION", Values.TEXT,
            "Region the image is in; the current one where it is not given.");
    private final Option<String> name = option("--name", "NAME", Values.TEXT, "Name of the copy; by default the same.");
    private final Option<String> description = option("--description", "TEXT", Values.TEXT,
            "Description of the copy; by default the same.");
    private final Flag copyTags = flag("--copy-tags", "Copy the image's tags too.");
    private final Option<Tag> tags = options("--tag", "KEY=VALUE", StoreValues.TAG,
            "A tag of the copy; may be given several times.");
    private final Flag verify = flag("--verify", "Read and check also what shares its blocks with the original.");
    private final Option<String> token = option("--client-token", "TOKEN", Values.TEXT,
            "Makes a repeated command answer as the first one did, and go on where that was cut short.");

    ImageCopy() {
        super("copy", "Copy an image to another region, with its snapshots or its bundle, its kernel and ramdisk.");
        example("slipway image copy web --to-region lab-2", "The copy is independent: the original may go.");
        example("slipway image copy web --from-region lab-2 --name web-from-lab", "From there to here.");
        example("slipway image copy web --name web-2 --copy-tags", "Within the region: no data is moved.");
    }

    @Override
    public int run(Invocation invocation) {
        String here = invocation.settings().region();
        ImageStore source = invocation.services().inRegion(from.or(here)).store();
        ImageStore destination = invocation.services().inRegion(to.or(here)).store();
        Image copy = destination.imageCopies().copy(source, new CopyImageRequest(image.required(), name.value(),
                description.value(), copyTags.given(), tags.values(), verify.given(), token.value()),
                invocation.progress());
        invocation.output().print(ImageView.registered(copy));
        return 0;
    }
}
