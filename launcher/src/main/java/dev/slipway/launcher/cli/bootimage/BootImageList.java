package dev.slipway.launcher.cli.bootimage;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.view.ImageView;

/** {@code slipway kernel list} and {@code slipway ramdisk list}. */
final class BootImageList extends Verb {

    private final ImageType type;

    BootImageList(ImageType type) {
        super("list", "List the " + type.word() + " images.");
        this.type = type;
        example("slipway " + type.word() + " list", "All of them, the newest last.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.output().print(ImageView.list(
                invocation.store().images().list(Query.all().where("type", type).orderBy("created"))));
        return 0;
    }
}
