package dev.slipway.launcher.instance.machine;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.files.FileFailure;
import dev.slipway.host.iso.IsoImage;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.SeedKind;
import dev.slipway.launcher.seed.Placement;
import dev.slipway.launcher.seed.Seed;
import dev.slipway.launcher.seed.UserData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * Writes the seed of an instance: what its guest is told about itself, and the user data. What it is made of lies beside
 * it, so that it can be made anew when the user data change.
 */
public final class Seeds {

    private static final String OWNER_ONLY = "rw-------";
    /** What the name of a file ends with that is about to take another's place. */
    private static final String NEXT = ".next";

    private final StoreLayout layout;

    /** Seeds are written to the instances' folders in {@code layout}. */
    public Seeds(StoreLayout layout) {
        this.layout = layout;
    }

    /**
     * Makes the instance's folder, and in it what the guest is told about itself.
     *
     * @param kind whether there is a seed of it, too
     * @param publicKeys who may log in, in OpenSSH's form
     * @param networkConfig cloud-init's network configuration; without it guests take DHCP on their first card
     */
    public void write(InstanceId id, String hostname, List<String> publicKeys, UserData userData,
            Optional<String> networkConfig, SeedKind kind) {
        InstanceFiles files = new InstanceFiles(layout, id);
        try {
            Files.createDirectories(files.folder());
            // What most instances have none of costs no file.
            if (!userData.isEmpty()) {
                keep(files.userData(), userData.bytes());
            }
            if (networkConfig.isPresent()) {
                keep(files.networkConfig(), networkConfig.get().getBytes(StandardCharsets.UTF_8));
            }
            if (!publicKeys.isEmpty()) {
                keep(files.publicKeys(), String.join("\n", publicKeys).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw FileFailure.of(files.folder(), "be filled", e);
        }
        if (kind == SeedKind.NONE) {
            return;
        }
        Seed seed = new Seed(id.value(), hostname, placement(), publicKeys, userData, networkConfig);
        IsoImage.make(files.seed(), Seed.VOLUME_LABEL, seed.files());
    }

    /**
     * Gives a stopped instance other user data, in a seed made anew. The instance id in it is the same, so cloud-init does
     * not take the next boot for the first. What is cut off is finished by {@link #renew}.
     */
    public void replaceUserData(InstanceId id, String hostname, UserData userData) {
        InstanceFiles files = new InstanceFiles(layout, id);
        if (userData.isEmpty()) {
            DurableFiles.delete(files.userData());
        } else {
            Path next = files.userData().resolveSibling(files.userData().getFileName() + NEXT);
            DurableFiles.delete(next);
            try {
                keep(next, userData.bytes());
            } catch (IOException e) {
                throw FileFailure.of(next, "be written", e);
            }
            DurableFiles.sync(next);
            DurableFiles.move(next, files.userData());
        }
        Failpoint.MODIFICATION_DATA_REPLACED.reached();
        renew(id, hostname);
    }

    /** Makes the seed of an instance anew, of what lies beside it; of one that has none does nothing. */
    public void renew(InstanceId id, String hostname) {
        InstanceFiles files = new InstanceFiles(layout, id);
        if (!Files.exists(files.seed())) {
            return;
        }
        Seed seed = new Seed(id.value(), hostname, placement(), publicKeys(id), userData(id), networkConfig(id));
        Path next = files.seed().resolveSibling(files.seed().getFileName() + NEXT);
        DurableFiles.delete(next);
        IsoImage.make(next, Seed.VOLUME_LABEL, seed.files());
        DurableFiles.move(next, files.seed());
    }

    private Placement placement() {
        return new Placement(layout.region(), layout.availabilityZone());
    }

    private Optional<String> networkConfig(InstanceId id) {
        Path file = new InstanceFiles(layout, id).networkConfig();
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw FileFailure.of(file, "be read", e);
        }
    }

    /** The user data of an instance. */
    public UserData userData(InstanceId id) {
        Path file = new InstanceFiles(layout, id).userData();
        try {
            return Files.exists(file) ? UserData.of(Files.readAllBytes(file)) : UserData.NONE;
        } catch (IOException e) {
            throw FileFailure.of(file, "be read", e);
        }
    }

    /** Who may log in to an instance, in OpenSSH's form. */
    public List<String> publicKeys(InstanceId id) {
        Path file = new InstanceFiles(layout, id).publicKeys();
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw FileFailure.of(file, "be read", e);
        }
    }

    private static void keep(Path file, byte[] content) throws IOException {
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        }
        Files.write(file, content);
    }
}
