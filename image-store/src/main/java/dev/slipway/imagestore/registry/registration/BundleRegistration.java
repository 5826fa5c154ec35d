package dev.slipway.imagestore.registry.registration;

import static dev.slipway.imagestore.errors.StoreError.BLOCK_DEVICE_MAPPING;
import static dev.slipway.imagestore.errors.StoreError.BUNDLE_ACCESS_DENIED;
import static dev.slipway.imagestore.errors.StoreError.BUNDLE_NOT_FOUND;
import static dev.slipway.imagestore.errors.StoreError.INVALID_MANIFEST;
import static dev.slipway.imagestore.errors.StoreError.PARAMETER_COMBINATION;

import dev.slipway.imagestore.bundle.Bundles;
import dev.slipway.imagestore.bundle.manifest.Bundle;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.bundle.manifest.BundledMachine;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDefaults;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.product.ProductCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Registers instance-store images: EC2's RegisterImage with an
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RegisterImage.html">ImageLocation</a>. The bundle
 * has to be there, of this account, and complete by its files; its content is looked at when it is unpacked.
 */
public final class BundleRegistration {

    private final Catalogue catalogue;
    private final AccountId account;
    private final Bundles bundles;
    private final ImageRegistration registration;

    /** Registers for {@code account}, whose bundles {@code bundles} has. */
    public BundleRegistration(
            Catalogue catalogue, StoreLayout layout, AccountId account, Bundles bundles) {
        this.catalogue = catalogue;
        this.account = account;
        this.bundles = bundles;
        this.registration = new ImageRegistration(layout, account);
    }

    /** What an image of this bundle is where nobody says otherwise. Throws INVALID_MANIFEST, BUNDLE_ACCESS_DENIED. */
    public ImageDefaults defaults(BundleLocation location) {
        BundledMachine machine = bundle(location).manifest().machine();
        return new ImageDefaults(
                machine.architecture(), machine.kernelId(), machine.ramdiskId(), machine.kernelCommandLine());
    }

    /**
     * Registers an image of a bundle. Throws INVALID_MANIFEST when the bundle is missing or incomplete,
     * BUNDLE_ACCESS_DENIED when it is another account's, PARAMETER_COMBINATION when it is made for another architecture,
     * and otherwise what {@code Images.register} throws.
     *
     * @param rootDeviceName EC2's name of the root device; the manifest's where it is empty
     * @param devices what goes with the manifest's instance store disks, or in place of one of the same name
     */
    public Image register(BundleLocation location, ImageSettings settings, Optional<String> rootDeviceName,
            List<BlockDeviceRequest> devices) {
        Bundle bundle = complete(location, settings);
        ImageId id = ImageId.nextMachine();
        return registration.register(
                catalogue, id, reader -> image(reader, id, bundle, settings, rootDeviceName, devices));
    }

    /** Throws what {@link #register} would throw, and registers nothing: EC2's dry run. */
    public void checkRegistration(BundleLocation location, ImageSettings settings, Optional<String> rootDeviceName,
            List<BlockDeviceRequest> devices) {
        Bundle bundle = complete(location, settings);
        catalogue.read(reader -> {
            registration.requireFreeName(reader, settings.name());
            return image(reader, ImageId.nextMachine(), bundle, settings, rootDeviceName, devices);
        });
    }

    private Bundle complete(BundleLocation location, ImageSettings settings) {
        Bundle bundle = bundle(location);
        bundles.requireComplete(bundle);
        BundledMachine machine = bundle.manifest().machine();
        if (settings.architecture() != machine.architecture()) {
            throw new StoreException(PARAMETER_COMBINATION, "The bundle '" + location + "' is made for "
                    + machine.architecture() + ", not for " + settings.architecture() + ".");
        }
        return bundle;
    }

    private Image image(Reader reader, ImageId id, Bundle bundle, ImageSettings settings, Optional<String> rootDeviceName,
            List<BlockDeviceRequest> devices) {
        BundledMachine machine = bundle.manifest().machine();
        String root = rootDeviceName.orElse(machine.rootDeviceName());
        RegisteredMappings asked = RegisteredMappings.of(reader, account, devices);
        return registration.draft(reader, id, settings)
                .rootDeviceType(RootDeviceType.INSTANCE_STORE)
                .rootDeviceName(Optional.of(root))
                .imageLocation(Optional.of(bundle.location().imageLocation()))
                .blockDeviceMappings(mappings(root, machine.mappings(), asked.mappings()))
                .productCodes(ProductCode.union(
                        settings.productCodes(), machine.productCodes(), asked.productCodes()))
                .build();
    }

    private Bundle bundle(BundleLocation location) {
        Bundle bundle;
        try {
            bundle = bundles.describe(location);
        } catch (StoreException e) {
            if (e.kind() != BUNDLE_NOT_FOUND) {
                throw e;
            }
            throw new StoreException(INVALID_MANIFEST, "The manifest '" + location.imageLocation() + "' does not exist.",
                    "slipway bundle list", e);
        }
        if (!bundle.manifest().ownerId().equals(account)) {
            throw new StoreException(BUNDLE_ACCESS_DENIED,
                    "The bundle '" + location + "' is the account '" + bundle.manifest().ownerId() + "'s.");
        }
        return bundle;
    }

    private static List<BlockDeviceMapping> mappings(
            String root, List<BlockDeviceMapping> bundled, List<BlockDeviceMapping> asked) {
        // Checks the name.
        new BlockDeviceMapping(root, new BlockDevice.NoDevice());
        Map<String, BlockDeviceMapping> byName = new LinkedHashMap<>();
        bundled.forEach(mapping -> byName.put(mapping.deviceName(), mapping));
        asked.forEach(mapping -> byName.put(mapping.deviceName(), mapping));
        if (byName.containsKey(root)) {
            throw new StoreException(BLOCK_DEVICE_MAPPING,
                    "The root device '" + root + "' is unpacked from the bundle; nothing else can be there.");
        }
        byName.values().removeIf(mapping -> mapping.device() instanceof BlockDevice.NoDevice);
        return List.copyOf(byName.values());
    }
}
