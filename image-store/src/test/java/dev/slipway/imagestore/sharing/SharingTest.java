package dev.slipway.imagestore.sharing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.json.Json;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.registry.lookup.OwnImages;
import dev.slipway.imagestore.snapshot.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three accounts on one store: who sees what, and who may change what. */
class SharingTest {

    private static final AccountId CAROL = new AccountId("000000001002");
    private static final Permissions BOB_ONLY = new Permissions(false, List.of(TestStore.BOB));
    private static final Permissions EVERYBODY = new Permissions(true, List.of());

    @TempDir
    private Path folder;
    private TestStore test;
    private ImageStore alice;
    private ImageStore bob;
    private ImageStore carol;
    private ImageId web;
    private SnapshotId snapshot;

    @BeforeEach
    void importOne() throws IOException {
        test = new TestStore(folder);
        alice = test.store;
        bob = test.openAs(TestStore.BOB);
        carol = test.openAs(CAROL);
        Image image = alice.images().importMachineImage(
                ImageSettings.named("web"), DiskSource.of(test.raw("disk.raw", 1, 1)), Progress.NONE);
        web = image.imageId();
        snapshot = image.snapshotIds().get(0);
    }

    @AfterEach
    void close() {
        carol.close();
        bob.close();
        test.close();
    }

    @Test
    void anImageSharedByNameIsLaunchedByThatAccountAlone() throws IOException {
        share(PermissionChange.adding(BOB_ONLY));
        assertEquals(web, bob.images().findLaunchable("web").imageId());
        refused(StoreError.IMAGE_NOT_FOUND, () -> carol.images().find(web.value()));
        assertEquals(BOB_ONLY, Json.read(Files.readString(test.layout.imageRecord(web)), Image.class).launchPermissions());
        // Adding again and removing somebody who is not there change nothing.
        share(PermissionChange.adding(BOB_ONLY));
        assertEquals(BOB_ONLY, share(PermissionChange.removing(new Permissions(false, List.of(CAROL)))).launchPermissions());
        share(PermissionChange.removing(BOB_ONLY));
        refused(StoreError.IMAGE_NOT_FOUND, () -> bob.images().findLaunchable("web"));
        refused(StoreError.IMAGE_NOT_FOUND, () -> bob.catalogue().change(change -> {
            bob.launches().record(change, web, Timestamp.now());
            return null;
        }));
    }

    @Test
    void aPublicImageIsLaunchedByAllAndIsDeprecatedAfterTwoYears() {
        Image shared = share(PermissionChange.adding(EVERYBODY));
        assertEquals(web, carol.images().findLaunchable(web.value()).imageId());
        assertEquals(shared.creationDate().atOffset(ZoneOffset.UTC).plusYears(2).getYear(),
                shared.deprecationTime().orElseThrow().atOffset(ZoneOffset.UTC).getYear());
        refused(StoreError.OPERATION_NOT_PERMITTED, () -> alice.deprecation().disable(web));
        share(new PermissionChange(BOB_ONLY, EVERYBODY));
        refused(StoreError.IMAGE_NOT_FOUND, () -> carol.images().find("web"));
        assertEquals(web, bob.images().find("web").imageId());
        assertEquals(Optional.empty(), alice.deprecation().disable(web).deprecationTime());
        assertEquals(Permissions.NONE, alice.imageSharing().reset(web).launchPermissions());
        refused(StoreError.IMAGE_NOT_FOUND, () -> bob.images().find("web"));
    }

    @Test
    void theOwnersPermissionIsImplicit() {
        assertEquals(Permissions.NONE, share(PermissionChange.adding(
                new Permissions(false, List.of(TestStore.ALICE)))).launchPermissions());
        share(PermissionChange.removing(new Permissions(false, List.of(TestStore.ALICE))));
        assertEquals(web, alice.images().findLaunchable("web").imageId());
    }

    @Test
    void onlyTheOwnerChangesPermissionsAndForOthersTheImageDoesNotExist() {
        share(PermissionChange.adding(BOB_ONLY));
        for (ImageStore other : List.of(bob, carol)) {
            refused(StoreError.IMAGE_NOT_FOUND,
                    () -> other.imageSharing().modify(web, PermissionChange.adding(EVERYBODY)));
            refused(StoreError.IMAGE_NOT_FOUND, () -> other.imageSharing().reset(web));
            refused(StoreError.IMAGE_NOT_FOUND, () -> other.deprecation().enable(web, Timestamp.now()));
            refused(StoreError.IMAGE_NOT_FOUND, () -> other.availability().disable(web));
            refused(StoreError.IMAGE_NOT_FOUND, () -> other.protection().enable(web, false));
            refused(StoreError.IMAGE_NOT_FOUND, () -> other.deregistration().run(List.of(web), true));
        }
        assertEquals(BOB_ONLY, alice.images().attributes(web).launchPermissions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345678901", "1234567890123", "1234-5678-9012", "everyone", "12345678901x", "all",
            "000000001001\n", "../../etc/passw"})
    void aMalformedAccountFailsTheCallBeforeAnythingHappens(String account) {
        refused(StoreError.PERMISSION_VALUE,
                () -> share(PermissionChange.adding(PermissionChange.of(false, List.of(CAROL.value(), account)))));
        assertEquals(Permissions.NONE, alice.images().attributes(web).launchPermissions());
    }

    @Test
    void aChangeThatContradictsItselfIsRefused() {
        refused(StoreError.PARAMETER_MISSING, () -> PermissionChange.adding(Permissions.NONE));
        refused(StoreError.PARAMETER_COMBINATION, () -> new PermissionChange(BOB_ONLY, BOB_ONLY));
        refused(StoreError.PARAMETER_COMBINATION, () -> new PermissionChange(EVERYBODY, EVERYBODY));
    }

    @Test
    void anAccountCancelsWhatWasSharedWithItByName() {
        refused(StoreError.IMAGE_NOT_FOUND, () -> bob.imageSharing().cancel(web));
        refused(StoreError.OPERATION_NOT_PERMITTED, () -> alice.imageSharing().cancel(web));
        share(PermissionChange.adding(new Permissions(false, List.of(TestStore.BOB, CAROL))));
        bob.imageSharing().cancel(web);
        refused(StoreError.IMAGE_NOT_FOUND, () -> bob.images().find("web"));
        assertEquals(List.of(CAROL), alice.images().attributes(web).launchPermissions().accounts());
        share(PermissionChange.adding(EVERYBODY));
        refused(StoreError.OPERATION_NOT_PERMITTED, () -> bob.imageSharing().cancel(web));
    }

    @Test
    void aPaidImageIsSharedByNameOnly() {
        new OwnImages(alice.catalogue(), test.layout, TestStore.ALICE).change(web,
                draft -> draft.productCodes(List.of(new ProductCode("gold"))));
        refused(StoreError.OPERATION_NOT_PERMITTED, () -> share(PermissionChange.adding(EVERYBODY)));
        share(PermissionChange.adding(BOB_ONLY));
        assertEquals(web, bob.images().findLaunchable("web").imageId());
        alice.catalogue().change(c -> c.update(Snapshot.TABLE, alice.snapshots().get(c, snapshot).document()
                .withProductCodes(List.of(new ProductCode("gold"))), 1));
        refused(StoreError.OPERATION_NOT_PERMITTED,
                () -> alice.snapshotSharing().modify(snapshot, PermissionChange.adding(EVERYBODY)));
    }

    @Test
    void aBlockKeepsImagesFromBecomingPublicAndLeavesThoseThatAre() {
        share(PermissionChange.adding(EVERYBODY));
        alice.blockPublicAccess().blockImages(true);
        share(PermissionChange.adding(new Permissions(true, List.of(TestStore.BOB))));
        alice.imageSharing().reset(web);
        StoreException e = refused(StoreError.OPERATION_NOT_PERMITTED, () -> share(PermissionChange.adding(EVERYBODY)));
        assertEquals("You can't publicly share this image because block public access for images is enabled for this "
                + "account.", e.getMessage());
        assertTrue(Files.exists(test.layout.accountRecord(TestStore.ALICE)));
        assertFalse(bob.blockPublicAccess().blocksImages());
        alice.snapshotSharing().modify(snapshot, PermissionChange.adding(EVERYBODY));
        alice.blockPublicAccess().blockImages(false);
        share(PermissionChange.adding(EVERYBODY));
        alice.sweep().run();
        assertTrue(Files.exists(test.layout.accountRecord(TestStore.ALICE)));
    }

    @Test
    void aSnapshotIsSharedApartFromItsImage() {
        share(PermissionChange.adding(BOB_ONLY));
        assertFalse(usable(bob));
        alice.snapshotSharing().modify(snapshot, PermissionChange.adding(BOB_ONLY));
        assertTrue(usable(bob));
        assertFalse(usable(carol));
        refused(StoreError.SNAPSHOT_NOT_FOUND,
                () -> bob.snapshotSharing().modify(snapshot, PermissionChange.adding(EVERYBODY)));
        refused(StoreError.SNAPSHOT_NOT_FOUND, () -> bob.snapshotSharing().reset(snapshot));
        refused(StoreError.SNAPSHOT_NOT_FOUND, () -> bob.snapshots().delete(snapshot));
        alice.blockPublicAccess().blockSnapshots(true);
        refused(StoreError.OPERATION_NOT_PERMITTED,
                () -> alice.snapshotSharing().modify(snapshot, PermissionChange.adding(EVERYBODY)));
        alice.snapshotSharing().reset(snapshot);
        assertFalse(usable(bob));
        assertEquals(1, alice.snapshots().list(Query.all()).size());
    }

    private boolean usable(ImageStore store) {
        try {
            store.catalogue().read(reader -> store.snapshots().restorable(reader, snapshot));
            return true;
        } catch (StoreException e) {
            assertEquals(StoreError.SNAPSHOT_NOT_FOUND, e.kind());
            return false;
        }
    }

    private Image share(PermissionChange change) {
        return alice.imageSharing().modify(web, change);
    }

    private static StoreException refused(StoreError error, Runnable work) {
        StoreException e = assertThrows(StoreException.class, work::run);
        assertEquals(error, e.kind(), e.getMessage());
        return e;
    }
}
