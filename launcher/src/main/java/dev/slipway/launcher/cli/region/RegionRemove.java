package dev.slipway.launcher.cli.region;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Values;

/** {@code slipway region remove}. */
final class RegionRemove extends Verb {

    private final Argument<String> name = argument("REGION", Values.TEXT, "The region.");
    private final Flag keepFiles = flag("--keep-files",
            "Only forget a region that lies elsewhere; its files stay, and region add attaches it again.");

    RegionRemove() {
        super("remove", "Remove a region that holds nothing any more.");
        example("slipway region remove lab-2", "An empty region.");
        example("slipway region remove archive-1 --keep-files", "Before its disk goes to another host.");
    }

    @Override
    public int run(Invocation invocation) {
        invocation.services().regions().remove(name.required(), keepFiles.given());
        return 0;
    }
}
