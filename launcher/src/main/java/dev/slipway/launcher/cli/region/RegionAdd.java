package dev.slipway.launcher.cli.region;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.settings.Setting;
import dev.slipway.launcher.view.region.RegionView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code slipway region add}; EC2's regions are Amazon's to add. */
final class RegionAdd extends Verb {

    private final Argument<String> name = argument("REGION", Values.TEXT, "Letters, digits and dashes.");
    private final Option<Path> path = option("--path", "DIR", Values.PATH,
            "Folder it lies in, on any disk or mount; made where it is missing. One that holds this region already"
                    + " is attached. Default: a folder below the home.");

    RegionAdd() {
        super("add", "Add a region: a store of its own, with a libvirt of its own where --libvirt-uri names one.");
        example("slipway region add lab-2", "A region beside local-1.");
        example("slipway region add archive-1 --path /mnt/archive/slipway", "One on a disk of its own.");
        example("slipway region add lab-3 --libvirt-uri qemu:///session", "One whose instances another libvirt runs.");
    }

    @Override
    public int run(Invocation invocation) {
        Optional<String> libvirtUri = Optional.ofNullable(global().settings().get(Setting.LIBVIRT_URI));
        invocation.output().print(RegionView.list(List.of(
                invocation.services().regions().add(name.required(), path.value(), libvirtUri))));
        return 0;
    }
}
