package dev.slipway.launcher.cli.image;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.cli.view.ImageView;

/** {@code slipway image list}, EC2's DescribeImages for machine images. */
final class ImageList extends Verb {

    private final Option<String> name = options("--name", "PATTERN", Values.TEXT,
            "Only images with such a name; * is any text, ? any character.");
    private final Option<String> owner = option("--owner", "ACCOUNT", Values.TEXT,
            "Only images of this account, or of your own: self.");

    ImageList() {
        super("list", "List the images you can launch.");
        example("slipway image list", "All of them, the newest last.");
        example("slipway image list --name 'web-*' --query 'Images[-1].ImageId' -o text",
                "The id of the newest whose name begins with web-.");
    }

    @Override
    public int run(Invocation invocation) {
        Query query = Query.all().where("type", ImageType.MACHINE).orderBy("created");
        if (name.given()) {
            query = query.matching("name", name.values());
        }
        if (owner.given()) {
            String account = owner.or("");
            query = query.where("owner", account.equals("self") ? invocation.settings().account() : account);
        }
        invocation.output().print(ImageView.list(invocation.store().images().list(query)));
        return 0;
    }
}
