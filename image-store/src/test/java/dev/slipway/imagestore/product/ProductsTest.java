package dev.slipway.imagestore.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.undo.Rollback;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.imagestore.registry.Images;
import dev.slipway.imagestore.sharing.PermissionChange;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class ProductsTest {

    private static final ProductCode CODE = new ProductCode("web-pro");

    @TempDir
    private Path folder;
    private TestStore test;
    private ImageStore bob;
    private Products alices;
    private Products bobs;

    @BeforeEach
    void open() throws IOException {
        test = new TestStore(folder);
        bob = test.openAs(TestStore.BOB);
        alices = test.store.products();
        bobs = bob.products();
    }

    @AfterEach
    void close() {
        bob.close();
        test.close();
    }

    @Test
    void termsAreAcceptedOncePerAccountAndVersion() {
        alices.create(CODE, draft("0.05", "USD", "No warranty."));
        refused(StoreError.OPT_IN_REQUIRED, () -> bobs.requireAccepted(List.of(CODE), "web"));
        // Nobody accepts his own.
        alices.requireAccepted(List.of(CODE), "web");
        Acceptance accepted = bobs.accept(CODE, OptionalInt.of(1));
        assertEquals(accepted, bobs.accept(CODE, OptionalInt.empty()));
        bobs.requireAccepted(List.of(CODE), "web");
        assertEquals(List.of(accepted), alices.acceptances(CODE));
        assertEquals(List.of(accepted), bobs.acceptances());

        alices.update(CODE, terms("Still none."));
        refused(StoreError.OPT_IN_REQUIRED, () -> bobs.requireAccepted(List.of(CODE), "web"));
        refused(StoreError.TERMS_CHANGED, () -> bobs.accept(CODE, OptionalInt.of(1)));
        bobs.accept(CODE, OptionalInt.of(2));
        bobs.requireAccepted(List.of(CODE), "web");
        assertEquals(2, bobs.acceptances().size());
        assertEquals("No warranty.", bobs.describe(CODE).terms().get(0).text());
        // A code that no product here has makes no demands.
        bobs.requireAccepted(List.of(new ProductCode("elsewhere")), "web");
    }

    @Test
    void aNewRateLeavesTheTermsAlone() {
        alices.create(CODE, draft("0.05", "USD", "No warranty."));
        bobs.accept(CODE, OptionalInt.empty());
        Product changed = alices.update(CODE, new ProductDraft(Optional.of("Web"), Optional.of("0.06"),
                Optional.of(PriceUnit.INSTANCE_MONTH), Optional.empty(), Optional.empty()));
        assertEquals(new Price("0.06", PriceUnit.INSTANCE_MONTH, "USD"), changed.price());
        bobs.requireAccepted(List.of(CODE), "web");
    }

    @Test
    void onlyItsSellerChangesAProduct() {
        alices.create(CODE, draft("0.05", "USD", "No warranty."));
        refused(StoreError.PRODUCT_NOT_YOURS, () -> bobs.update(CODE, terms("Mine.")));
        refused(StoreError.PRODUCT_NOT_YOURS, () -> bobs.delete(CODE));
        refused(StoreError.PRODUCT_NOT_YOURS, () -> bobs.acceptances(CODE));
        refused(StoreError.PRODUCT_EXISTS, () -> bobs.create(CODE, draft("1", "EUR", "Mine.")));
        ProductCode unknown = new ProductCode("nosuch");
        refused(StoreError.PRODUCT_NOT_FOUND, () -> bobs.describe(unknown));
        refused(StoreError.PRODUCT_NOT_FOUND, () -> bobs.accept(unknown, OptionalInt.empty()));
        refused(StoreError.PRODUCT_NOT_FOUND, () -> alices.delete(unknown));
    }

    @Test
    void badPricesAndTermsAreRefusedAndLeaveNothing() throws IOException {
        for (String rate : List.of("-1", "-0.0", "1e3", "NaN", "0x10", "", ".5", "1.", "1.2.3", "1000001", "1,5", "+1",
                "0.000000000000000000001", "٣")) {
            refused(StoreError.PARAMETER_VALUE, () -> alices.create(CODE, draft(rate, "USD", "x")));
        }
        for (String currency : List.of("", "usd", "XXX", "DOLLAR", "$")) {
            refused(StoreError.PARAMETER_VALUE, () -> alices.create(CODE, draft("1", currency, "x")));
        }
        for (String terms : List.of("", " \n ", "x".repeat(Terms.LENGTH + 1))) {
            refused(StoreError.PARAMETER_VALUE, () -> alices.create(CODE, draft("1", "USD", terms)));
        }
        refused(StoreError.PARAMETER_MISSING, () -> alices.create(CODE, terms("x")));
        for (String code : List.of("", "a b", "../x", "a.b", "a/b", "x".repeat(65), "a\nb", "é")) {
            refused(StoreError.PARAMETER_VALUE, () -> new ProductCode(code));
        }
        assertEquals(List.of(), alices.list());
        assertEquals(List.of(), test.filesInPlace());
    }

    @Test
    void codesCarryThroughVolumesAndImagesAndKeepTheProduct() throws IOException {
        alices.create(CODE, draft("0.05", "USD", "No warranty."));
        ProductCode other = new ProductCode("other");
        alices.create(other, draft("0", "EUR", "Free."));
        Image image = importImage(test.store, "web");
        refused(StoreError.PRODUCT_NOT_FOUND, () -> alices.attach(new ProductCode("nosuch"), image.imageId()));
        refused(StoreError.PRODUCT_NOT_YOURS, () -> bobs.attach(CODE, importImage(bob, "bobs").imageId()));
        test.store.imageSharing().modify(image.imageId(), PermissionChange.adding(Permissions.NONE.withPublic(true)));
        refused(StoreError.OPERATION_NOT_PERMITTED, () -> alices.attach(CODE, image.imageId()));
        test.store.imageSharing().reset(image.imageId());
        assertEquals(List.of(CODE), alices.attach(CODE, image.imageId()).productCodes());
        assertEquals(List.of(CODE, other), alices.attach(other, image.imageId()).productCodes());
        assertEquals(List.of(CODE, other), alices.attach(CODE, image.imageId()).productCodes());
        refused(StoreError.PRODUCT_IN_USE, () -> alices.delete(other));

        Snapshot snapshot = coded(image, List.of(other));
        Image second = test.store.images().register(ImageSettings.named("web-2"), Images.DEFAULT_ROOT_DEVICE,
                List.of(rootOf(snapshot)));
        assertEquals(List.of(other), second.productCodes());
        try (Rollback rollback = new Rollback()) {
            Volume volume = test.store.volumes().prepare(List.of(VolumePlan.of(snapshot, 1)), rollback).get(0);
            assertEquals(List.of(other), volume.productCodes());
            assertEquals(List.of(other, CODE), ProductCode.union(volume.productCodes(), image.productCodes(),
                    List.of(CODE, other)));
        }
        test.store.deregistration().run(List.of(image.imageId()), false);
        alices.delete(CODE);
        assertTrue(Files.notExists(test.layout.productRecord(CODE)));
        refused(StoreError.PRODUCT_IN_USE, () -> alices.delete(other));
    }

    @Test
    void theRecordBesideSaysTheSame() throws IOException {
        Product product = alices.create(CODE, draft("0.05", "USD", "Ünicode \"quoted\"\n"));
        Acceptance acceptance = bobs.accept(CODE, OptionalInt.empty());
        assertEquals(product, dev.slipway.imagestore.json.Json.read(
                Files.readString(test.layout.productRecord(CODE)), Product.class));
        assertTrue(Files.exists(test.layout.acceptanceRecord("web-pro." + TestStore.BOB + ".1")));
        assertEquals(TestStore.BOB, acceptance.accountId());
        List<String> before = test.filesInPlace();
        test.store.sweep().run();
        assertEquals(before, test.filesInPlace());
        alices.delete(CODE);
        assertEquals(List.of(), test.filesInPlace());
    }

    private Snapshot coded(Image image, List<ProductCode> codes) {
        return test.store.catalogue().change(change -> {
            var stored = change.find(Snapshot.TABLE, image.rootVolume().orElseThrow().snapshotId().value()).orElseThrow();
            return change.update(Snapshot.TABLE, stored.document().withProductCodes(codes), stored.version()).document();
        });
    }

    private Image importImage(ImageStore store, String name) throws IOException {
        return store.images().importMachineImage(ImageSettings.named(name),
                DiskSource.of(test.raw(name + ".raw", 1, 1)), Progress.NONE);
    }

    private static BlockDeviceRequest rootOf(Snapshot snapshot) {
        return new BlockDeviceRequest(Images.DEFAULT_ROOT_DEVICE, Optional.of(new EbsRequest(
                Optional.of(snapshot.snapshotId()), Optional.empty(), Optional.empty(), Optional.empty())),
                Optional.empty(), Optional.empty());
    }

    private static ProductDraft draft(String rate, String currency, String terms) {
        return new ProductDraft(Optional.empty(), Optional.of(rate), Optional.empty(), Optional.of(currency),
                Optional.of(terms));
    }

    private static ProductDraft terms(String text) {
        return new ProductDraft(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(text));
    }

    private static void refused(StoreError code, Executable work) {
        assertEquals(code, assertThrows(SlipwayException.class, work).code());
    }
}
