package dev.slipway.imagestore.transfer;

import static dev.slipway.imagestore.errors.StoreError.LAYER_DAMAGED;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.BootFile;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageOrigin;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.registry.registration.ImageRegistration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * Sees to it that a store has the kernel and the ramdisk of an image that comes into it: one of the account's own with the
 * same content will do, else a copy is made.
 */
final class BootImageIntake {

    private static final int LONGEST_NAME = 128;

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final AccountId account;
    private final ImageRegistration registration;

    BootImageIntake(Catalogue catalogue, StoreLayout layout, AccountId account, ImageRegistration registration) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.account = account;
        this.registration = registration;
    }

    /** An image of this account that holds the same. */
    Optional<ImageId> same(Image wanted) {
        return catalogue.read(reader -> same(reader, wanted));
    }

    private Optional<ImageId> same(Reader reader, Image wanted) {
        for (Stored<Image> stored : reader.list(Image.TABLE, Query.all().where("owner", account)
                .where("type", wanted.imageType()).where("state", ImageState.AVAILABLE))) {
            Image image = stored.document();
            if (image.architecture() == wanted.architecture() && image.bootFile().equals(wanted.bootFile())) {
                return Optional.of(image.imageId());
            }
        }
        return Optional.empty();
    }

    /** Copies the content to staging. Throws LAYER_DAMAGED when it is not what its digest says. */
    void stage(Image wanted, ImageId id, ContentSource source, Path staging, Progress progress) {
        Path folder = staging.resolve(id.value());
        Path file = StoreLayout.bootFileIn(folder);
        BootFile expected = contentOf(wanted);
        try {
            Files.createDirectories(folder);
            DurableFiles.requireSpace(folder, expected.sizeBytes());
            if (!source.copyBootFile(wanted, file, progress).equals(expected.sha256())) {
                throw new StoreException(LAYER_DAMAGED, "The content of '" + wanted.imageId()
                        + "' is damaged: it is not what its digest says.");
            }
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The folder '" + folder + "' cannot be written.", e);
        }
    }

    /** Records what was staged and moves it into place; it is this one, or one that came in meanwhile. */
    ImageId admit(Change change, Image wanted, ImageId id, Path staging, ImageOrigin origin) {
        Optional<ImageId> there = same(change, wanted);
        if (there.isPresent()) {
            return there.get();
        }
        Image image = new ImageDraft(id, freeName(change, wanted.name(), id), account, wanted.imageType(),
                wanted.architecture(), Timestamp.now())
                .description(wanted.description())
                .rootDeviceType(wanted.rootDeviceType())
                .virtualizationType(wanted.virtualizationType())
                .origin(origin)
                .bootFile(wanted.bootFile()).build();
        registration.insert(change, image);
        DurableFiles.move(staging.resolve(id.value()), layout.bootFileFolder(id));
        return id;
    }

    private String freeName(Reader reader, String name, ImageId id) {
        boolean taken = reader.count(Image.TABLE,
                Query.all().where("owner", account).where("taken_name", name)) > 0;
        String suffix = " (" + id + ")";
        return taken ? name.substring(0, Math.min(name.length(), LONGEST_NAME - suffix.length())) + suffix : name;
    }

    private static BootFile contentOf(Image image) {
        return image.bootFile().orElseThrow(() -> new StoreException(LAYER_DAMAGED,
                "The image '" + image.imageId() + "' has no content."));
    }
}
