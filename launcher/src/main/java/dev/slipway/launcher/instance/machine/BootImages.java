package dev.slipway.launcher.instance.machine;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;

/** Kernel and ramdisk images, as paravirtual instances start from them. */
public final class BootImages {

    private final ImageStore store;

    /** The images of {@code store}. */
    public BootImages(ImageStore store) {
        this.store = store;
    }

    /**
     * One that is asked for, by id or name, and has to be the account's to use. Throws INVALID_PARAMETER_VALUE for one of
     * another kind or architecture, and what looking images up throws.
     *
     * @param whose who is to start from it, for the sentence: {@code image 'ami-...'}
     */
    public ImageId own(String reference, ImageType type, Architecture architecture, String whose) {
        return named(store.images().find(reference).imageId(), type, architecture, whose);
    }

    /** One that an image names: the right to launch the image includes it. Throws as {@link #own}. */
    public ImageId named(ImageId id, ImageType type, Architecture architecture, String whose) {
        Image found = store.launches().bootImage(id);
        if (found.imageType() != type) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                    "The image '" + found.imageId() + "' is a " + found.imageType() + " and no " + type + ".");
        }
        if (found.architecture() != architecture) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The " + type + " '" + found.imageId()
                    + "' is made for " + found.architecture() + ", the " + whose + " for " + architecture + ".");
        }
        return found.imageId();
    }
}
