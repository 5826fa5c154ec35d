package dev.slipway.launcher.cli.access;

import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.access.CopyRequest;
import dev.slipway.launcher.instance.access.CopyRequest.Direction;
import dev.slipway.launcher.instance.record.InstanceId;

/** {@code slipway instance cp}: files between this host and a guest. */
public final class InstanceCopy extends SshVerb {

    private final Argument<String> source = argument("SOURCE", Values.TEXT, "A file or folder: a path, or INSTANCE:PATH.");
    private final Argument<String> target = argument("TARGET", Values.TEXT,
            "Where to: a folder, or the copy's own name; a path, or INSTANCE:PATH.");
    private final Flag agent = flag("--agent", "By the guest's agent only: single files, as root, without a network.");
    private final Flag bySsh = flag("--ssh",
            "By ssh only. Unless one is given, by ssh where the private key is known, else by what answers first.");

    public InstanceCopy() {
        super("cp", "Copy files and folders into an instance, or out of it.", "--wait");
        example("slipway instance cp site.conf i-0123456789abcdef0:/etc/nginx/conf.d/", "Into a folder of the guest's.");
        example("slipway instance cp i-0123456789abcdef0:/var/log ./log", "A folder, with modes, times and links.");
    }

    @Override
    public int run(Invocation invocation) {
        int from = colon(source.required());
        int to = colon(target.required());
        if (from < 0 == to < 0) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "One of the two is in an instance, as INSTANCE:PATH, and the other on this host.");
        }
        String remote = from < 0 ? target.required() : source.required();
        int at = Math.max(from, to);
        CopyRequest request = new CopyRequest(from < 0 ? Direction.INTO_GUEST : Direction.OUT_OF_GUEST,
                Values.PATH.read(from < 0 ? source.required() : target.required()),
                remote.substring(at + 1), WayFlags.way(agent, bySsh), sshRequest(invocation));
        invocation.instances().access().copy(new InstanceId(remote.substring(0, at)), request, invocation.progress());
        return 0;
    }

    /** Where the path begins, behind the id of an instance; -1 for a path of this host. */
    private static int colon(String place) {
        int colon = place.indexOf(':');
        return colon > 0 && InstanceId.isOne(place.substring(0, colon)) ? colon : -1;
    }
}
