package dev.slipway.launcher.cli.instance;

import dev.slipway.launcher.cli.access.InstanceConsole;
import dev.slipway.launcher.cli.access.InstanceCopy;
import dev.slipway.launcher.cli.access.InstanceExec;
import dev.slipway.launcher.cli.access.InstanceScreenshot;
import dev.slipway.launcher.cli.access.InstanceSsh;
import dev.slipway.launcher.cli.command.Noun;
import java.util.List;

/** {@code slipway instance}. */
public final class InstanceCommands {

    /** Its commands. */
    public static final Noun NOUN = new Noun("instance", "Instances: guests that were launched from an image.",
            () -> List.of(
                    new InstanceList(),
                    new InstanceDescribe(),
                    new InstanceStatusVerb(),
                    new InstanceStart(),
                    new InstanceStop(),
                    new InstanceReboot(),
                    new InstanceTerminate(),
                    new InstanceSsh(),
                    new InstanceExec(),
                    new InstanceCopy(),
                    new InstanceConsole(),
                    new InstanceScreenshot(),
                    new InstanceWait(),
                    new InstanceTrace(),
                    new InstanceModify(),
                    new InstanceReset(),
                    new InstanceModifyGroups(),
                    new InstanceModifyMetadata(),
                    new InstanceReplaceRoot(),
                    new InstanceCreateImage("create-image", "instance create-image")));

    private InstanceCommands() {
    }
}
