package dev.slipway.imagestore.registry.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.machine.Architecture;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.bundle.BundleSource;
import dev.slipway.imagestore.bundle.manifest.BundleLocation;
import dev.slipway.imagestore.bundle.manifest.BundledMachine;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDefaults;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.imagestore.product.ProductCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.function.Executable;

/** What an image has from its bundle's manifest, and what keeps it from being registered. */
class BundleRegistrationTest {

    private static final BundleLocation WEB = new BundleLocation("lab", "web");

    @TempDir
    private Path folder;
    private TestStore test;
    private BundleRegistration registration;

    @BeforeEach
    void bundle() throws IOException {
        test = new TestStore(folder);
        registration = test.store.bundleRegistration();
        BundledMachine machine = new BundledMachine(Architecture.ARM64, Optional.empty(), Optional.empty(),
                Optional.empty(), "/dev/xvda", List.of(ephemeral("/dev/sdb", 0), ephemeral("/dev/sdc", 1)),
                List.of(new ProductCode("abc")));
        test.store.bundles().create(WEB, new BundleSource.File(DiskSource.of(test.raw("disk.raw", 1, 1))), machine,
                Progress.NONE);
    }

    @AfterEach
    void close() throws IOException {
        assertEquals(List.of(), test.leftovers());
        test.close();
    }

    private static BlockDeviceMapping ephemeral(String name, int number) {
        return new BlockDeviceMapping(name, new BlockDevice.Ephemeral(number));
    }

    private static ImageSettings settings(String name) {
        return ImageSettings.named(name, Architecture.ARM64);
    }

    @Test
    void anImageHasWhatTheManifestSays() {
        assertEquals(Architecture.ARM64, registration.defaults(WEB).architecture());
        Image image = registration.register(WEB, settings("web"), Optional.empty(), List.of());
        assertEquals(RootDeviceType.INSTANCE_STORE, image.rootDeviceType());
        assertEquals(Optional.of("lab/web.manifest.xml"), image.imageLocation());
        assertEquals(Optional.of("/dev/xvda"), image.rootDeviceName());
        assertEquals(List.of(ephemeral("/dev/sdb", 0), ephemeral("/dev/sdc", 1)), image.blockDeviceMappings());
        assertEquals(List.of(new ProductCode("abc")), image.productCodes());
        assertEquals(image, test.store.images().find("web"));
        assertEquals(List.of(image.imageId()), test.store.bundles().imagesOf(WEB));
    }

    @Test
    void whatIsAskedForGoesWithItOrInItsPlace() {
        Image image = registration.register(WEB, settings("web"), Optional.of("/dev/sda1"), List.of(
                new BlockDeviceRequest("/dev/sdb", Optional.empty(), Optional.empty(), Optional.of("")),
                new BlockDeviceRequest("/dev/sdf", Optional.of(new EbsRequest(Optional.empty(), Optional.of(2),
                        Optional.empty(), Optional.empty())), Optional.empty(), Optional.empty())));
        assertEquals(Optional.of("/dev/sda1"), image.rootDeviceName());
        assertEquals(List.of("/dev/sdc", "/dev/sdf"),
                image.blockDeviceMappings().stream().map(BlockDeviceMapping::deviceName).toList());
    }

    @Test
    void aKernelInTheManifestMakesItParavirtual() {
        ImageDefaults defaults = new ImageDefaults(Architecture.X86_64, Optional.of(ImageId.nextKernel()),
                Optional.empty(), Optional.of("quiet"));
        assertEquals(VirtualizationType.PARAVIRTUAL, defaults.virtualizationType());
        assertTrue(defaults.booting(VirtualizationType.HVM).kernelId().isEmpty());
        assertEquals(VirtualizationType.HVM, ImageDefaults.STANDARD.virtualizationType());
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() throws IOException {
        refused(StoreError.PARAMETER_COMBINATION, () -> registration.register(
                WEB, ImageSettings.named("web"), Optional.empty(), List.of()));
        refused(StoreError.BLOCK_DEVICE_MAPPING, () -> registration.register(
                WEB, settings("web"), Optional.of("/dev/sdb"), List.of()));
        refused(StoreError.BLOCK_DEVICE_MAPPING, () -> registration.register(
                WEB, settings("web"), Optional.of("/dev/x y"), List.of()));
        refused(StoreError.INVALID_MANIFEST, () -> registration.register(
                new BundleLocation("lab", "none"), settings("web"), Optional.empty(), List.of()));
        registration.register(WEB, settings("web"), Optional.empty(), List.of());
        refused(StoreError.IMAGE_NAME_DUPLICATE, () -> registration.register(
                WEB, settings("web"), Optional.empty(), List.of()));
        Files.delete(test.layout.bundleManifest("lab", "web").resolveSibling("web.part.00"));
        refused(StoreError.INVALID_MANIFEST, () -> registration.register(
                WEB, settings("other"), Optional.empty(), List.of()));
    }

    @Test
    void anotherAccountsBundleIsNotRegistered() {
        try (ImageStore bobs = test.openAs(TestStore.BOB)) {
            refused(StoreError.BUNDLE_ACCESS_DENIED, () -> bobs.bundleRegistration().register(
                    WEB, settings("web"), Optional.empty(), List.of()));
        }
    }

    @Test
    void theLayerStaysWhileAnImageIsRegistered() {
        Image image = registration.register(WEB, settings("web"), Optional.empty(), List.of());
        refused(StoreError.BUNDLE_IN_USE, () -> test.store.bundles().delete(WEB, false));
        LayerId layer = test.store.bundles().unpacked(WEB, Progress.NONE).layerId();
        test.store.bundles().released(layer);
        assertTrue(test.store.sweep().run().layers().isEmpty());
        test.store.bundles().delete(WEB, true);
        refused(StoreError.INVALID_MANIFEST, () -> test.store.bundles().unpacked(WEB, Progress.NONE));
        test.store.deregistration().run(List.of(image.imageId()), false);
        assertTrue(test.store.sweep().run().layers().contains(layer));
    }

    private static void refused(StoreError code, Executable work) {
        StoreException e = assertThrows(StoreException.class, work);
        assertEquals(code, e.kind(), e.getMessage());
    }
}
