package dev.slipway.launcher.instance.launch;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.iso.IsoImage;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.instance.machine.InstanceFiles;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.seed.Seed;
import dev.slipway.launcher.seed.UserData;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** Writes the seed of a new instance: what its guest is told about itself, and the user data. */
public final class Seeds {

    private final StoreLayout layout;

    /** Seeds are written to the instances' folders in {@code layout}. */
    public Seeds(StoreLayout layout) {
        this.layout = layout;
    }

    /** Makes the instance's folder and its seed. */
    void write(InstanceId id, UserData userData) {
        InstanceFiles files = new InstanceFiles(layout, id);
        try {
            Files.createDirectories(files.folder());
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The folder " + files.folder() + " cannot be made.", e);
        }
        Seed seed = new Seed(id.value(), id.value(), List.of(), userData, Optional.empty());
        IsoImage.make(files.seed(), Seed.VOLUME_LABEL, seed.files());
    }
}
