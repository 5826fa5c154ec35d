package dev.slipway.launcher.instance.machine;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.instance.record.InstanceId;
import java.nio.file.Path;

/** Every name in an instance's folder; docs/layout.md mirrors it. */
public final class InstanceFiles {

    private static final String TAKEN = "taken-";
    private static final String EPHEMERAL = "ephemeral";
    private static final String QCOW2 = ".qcow2";

    private final Path folder;

    /** The files of the instance {@code id}, which need not exist. */
    public InstanceFiles(StoreLayout layout, InstanceId id) {
        this.folder = layout.instance(id);
    }

    /** The name of the instance's record. */
    public static final String RECORD = "instance.json";

    /** The folder all of them are in. */
    public Path folder() {
        return folder;
    }

    /** What the guest printed on its serial line since its last start. */
    public Path console() {
        return folder.resolve("console.log");
    }

    /** The UEFI firmware's variables, of an instance that boots by it. */
    public Path uefiVariables() {
        return folder.resolve("uefi-variables.fd");
    }

    /** The user data as it was given, of which each seed is made. */
    public Path userData() {
        return folder.resolve("user-data");
    }

    /** cloud-init's network configuration, of an instance that has one. */
    public Path networkConfig() {
        return folder.resolve("network-config");
    }

    /** Who may log in, in OpenSSH's form, a line each. */
    public Path publicKeys() {
        return folder.resolve("public-keys");
    }

    /** The guest's host keys, as its agent, its console or the first ssh to it told them. */
    public Path knownHosts() {
        return folder.resolve("known_hosts");
    }

    /** An instance store disk beside the root. */
    public Path ephemeral(int number) {
        return folder.resolve(EPHEMERAL + number + QCOW2);
    }

    /** The root disk of an instance-store instance. */
    public Path root() {
        return folder.resolve("root" + QCOW2);
    }

    /**
     * What a guest goes on with that a volume was taken from by force, by the place where it has it: a place is not given
     * away while the guest still has such a disk there, so no two of one run meet.
     */
    public Path taken(String target) {
        return folder.resolve(TAKEN + target + QCOW2);
    }

    /** Deletes what guests went on with in earlier runs: with its machine off, such a disk is worth nothing. */
    public void deleteTaken() {
        deleteDisks(TAKEN);
    }

    /** Deletes all instance store disks beside the root. */
    void deleteEphemeral() {
        deleteDisks(EPHEMERAL);
    }

    private void deleteDisks(String prefix) {
        String[] names = folder.toFile().list((in, name) -> name.startsWith(prefix) && name.endsWith(QCOW2));
        for (String name : names == null ? new String[0] : names) {
            DurableFiles.delete(folder.resolve(name));
        }
    }

    /** Where the guest's agent answers, of an instance whose QEMU runs as the user that we are. */
    Path agentSocket() {
        return folder.resolve("agent");
    }

    /** User data and metadata for cloud-init, as an ISO 9660 image. */
    public Path seed() {
        return folder.resolve("seed.iso");
    }
}
