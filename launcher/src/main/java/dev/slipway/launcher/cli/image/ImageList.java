package dev.slipway.launcher.cli.image;

import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.imagestore.registry.lookup.ImageSearch;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.ListingVerb;
import dev.slipway.launcher.cli.command.StoreValues;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.ImageView;
import java.util.ArrayList;
import java.util.List;

/** {@code slipway image list}, EC2's DescribeImages; of machine images, where nothing else is said. */
final class ImageList extends ListingVerb {

    private static final String TYPE_FILTER = "image-type";

    private final Argument<ImageId> ids = arguments("IMAGE", 0, Argument.ANY, StoreValues.IMAGE_ID,
            "Ids of images; all machine images where none is given.");
    private final Option<String> name = options("--name", "PATTERN", Values.TEXT,
            "Only images with such a name; short for --filter name=PATTERN.");
    private final Option<String> owner = options("--owners,--owner", "ACCOUNT", Values.TEXT,
            "Only images of this account, or of your own: self; may be given several times.");
    private final Option<String> executableBy = options("--executable-users,--executable-by", "ACCOUNT", Values.TEXT,
            "Only images with explicit launch permission for this account or self, or the public ones: all.");
    private final Flag includeDeprecated = flag("--include-deprecated", "Also deprecated images of other accounts.");
    private final Flag includeDisabled = flag("--include-disabled", "Also your disabled images.");

    ImageList() {
        super("list", "List the images you can launch.");
        example("slipway image list", "All of them, the newest last.");
        example("slipway image list --filter name=web-* --filter architecture=arm64,x86_64 --owner self",
                "Your own whose name begins with web-.");
        example("slipway image list --filter tag:env=prod --query 'Images[-1].ImageId' -o text",
                "The id of the newest with a tag.");
        example("slipway image list --filter image-type=kernel", "Kernel images.");
    }

    @Override
    public int run(Invocation invocation) {
        List<Filter> filters = new ArrayList<>(filters());
        if (name.given()) {
            filters.add(new Filter("name", name.values()));
        }
        if (!ids.given() && filters.stream().noneMatch(filter -> filter.name().equals(TYPE_FILTER))) {
            filters.add(new Filter(TYPE_FILTER, List.of(ImageType.MACHINE.word())));
        }
        ImageSearch search = new ImageSearch(ids.values(), owner.values(), executableBy.values(), filters,
                includeDeprecated.given(), includeDisabled.given());
        Images images = invocation.store().images();
        Page<Image> page = gather(request -> images.search(search, request));
        return print(invocation, ImageView.list(page.items(), invocation.store().channels().leadingTo(page.items())), page);
    }
}
