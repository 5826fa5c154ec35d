package dev.slipway.launcher.instance.access;

import dev.slipway.host.process.ShellWords;
import dev.slipway.launcher.instance.record.InstanceId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that ssh has to be told to get into a guest.
 *
 * @param host where the guest, or the port of this host that leads to it, is reached
 * @param identity the private key; without one, ssh tries what it usually does
 * @param knownHosts the file of the guest's host keys
 * @param hostKeysKnown whether they are in it; else the first that is seen is believed, and kept there
 */
public record SshRoute(InstanceId instanceId, String host, int port, String user, Optional<Path> identity,
        Path knownHosts, boolean hostKeysKnown) {

    /** A session that asks nothing fails where it would. */
    private static final List<String> NEVER_ASK = List.of("-o", "BatchMode=yes");

    /** ssh, with nobody to ask, as far as the host's name. */
    List<String> unattended() {
        return command(NEVER_ASK);
    }

    /** ssh, for somebody at a terminal, as far as the host's name. */
    List<String> attended() {
        return command(List.of());
    }

    /** What a program that runs ssh itself has to give it, beside host, port, user and key: one line for a shell. */
    public String arguments() {
        return ShellWords.line(hostKeys());
    }

    /** The user's own configuration is for hosts of the user's own: a proxy in it would lead away from 127.0.0.1. */
    private List<String> hostKeys() {
        return List.of("-F", "none",
                "-o", "HostKeyAlias=" + instanceId,
                "-o", "UserKnownHostsFile=" + quoted(knownHosts),
                "-o", "GlobalKnownHostsFile=none",
                "-o", "StrictHostKeyChecking=" + (hostKeysKnown ? "yes" : "accept-new"),
                "-o", "CheckHostIP=no", "-o", "UpdateHostKeys=no",
                // Its warning that it has learnt a host key; errors are told all the same.
                "-o", "LogLevel=ERROR");
    }

    private List<String> command(List<String> more) {
        List<String> words = new ArrayList<>(List.of("ssh"));
        words.addAll(hostKeys());
        identity.ifPresent(file -> words.addAll(List.of("-o", "IdentitiesOnly=yes", "-o", "IdentityFile=" + quoted(file))));
        words.addAll(more);
        words.addAll(List.of("-p", Integer.toString(port), "-l", user, "--", host));
        return words;
    }

    /** ssh takes the words of an option apart at blanks, and means something by percent signs. */
    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%") + '"';
    }
}
