package dev.slipway.imagestore.registry.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImdsSupport;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.product.ProductDraft;
import dev.slipway.imagestore.registry.lookup.ImageSearch;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.SnapshotState;
import dev.slipway.imagestore.tag.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What RegisterImage takes, and what it refuses. */
class RegistrationTest {

    private static final String ROOT = "/dev/sda1";

    @TempDir
    private Path folder;
    private TestStore test;
    private SnapshotId snapshot;

    @BeforeEach
    void open() throws IOException {
        test = new TestStore(folder);
        snapshot = insert(TestStore.ALICE, SnapshotState.COMPLETED, Permissions.NONE, "pc-snapshot");
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertEquals(test.store.images().search(ImageSearch.ALL, PageRequest.ALL).items().size(),
                test.layout.images().toFile().list().length);
        assertEquals(List.of(), test.leftovers());
        test.close();
    }

    @Test
    void onlyItsSellerPutsAProductOnAnImage() {
        ImageSettings paid = ImageSettings.named("paid").withProductCodes(List.of(new ProductCode("pc-own")));
        refused(StoreError.PRODUCT_NOT_FOUND, () -> test.store.images().register(paid, ROOT, List.of(root())));
        try (ImageStore bob = test.openAs(TestStore.BOB)) {
            sell(bob);
            refused(StoreError.PRODUCT_NOT_YOURS, () -> test.store.images().register(paid, ROOT, List.of(root())));
        }
    }

    private static void sell(ImageStore store) {
        store.products().create(new ProductCode("pc-own"), new ProductDraft(Optional.empty(), Optional.of("1"),
                Optional.empty(), Optional.of("EUR"), Optional.of("terms")));
    }

    @Test
    void whatIsSaidIsKept() {
        sell(test.store);
        Image image = test.store.images().register(
                ImageSettings.named("web").withImdsSupport(Optional.of(ImdsSupport.V2_0))
                        .withPlatform(Optional.of("windows"))
                        .withProductCodes(List.of(new ProductCode("pc-own"), new ProductCode("pc-own"))),
                ROOT, List.of(root(), device("/dev/sdb", ebs(Optional.empty(), "io2", 4000, 0)),
                        device("/dev/sdc", ebs(Optional.of(snapshot), "gp3", 3000, 250)), noDevice("/dev/sdd")));
        assertEquals(Optional.of(ImdsSupport.V2_0), image.imdsSupport());
        assertEquals(Optional.of("windows"), image.platform());
        assertEquals("[pc-own, pc-snapshot]", image.productCodes().toString());
        assertEquals(new BlockDevice.Blank(8, "io2", true, Optional.of(4000), Optional.empty()),
                image.blockDeviceMappings().get(1).device());
        assertEquals(new BlockDevice.FromSnapshot(snapshot, 8, "gp3", true, Optional.of(3000), Optional.of(250)),
                image.blockDeviceMappings().get(2).device());
        assertEquals(image, test.store.images().find("web"));
    }

    @Test
    void aDryRunChecksEverythingAndLeavesNothing() {
        test.store.images().checkRegistration(ImageSettings.named("web"), ROOT, List.of(root()));
        assertEquals(List.of(), test.store.images().search(ImageSearch.ALL, PageRequest.ALL).items());
        test.store.images().register(ImageSettings.named("web"), ROOT, List.of(root()));
        refused(StoreError.IMAGE_NAME_DUPLICATE, () -> test.store.images().checkRegistration(
                ImageSettings.named("web"), ROOT, List.of(root())));
        refused(StoreError.BLOCK_DEVICE_MAPPING, () -> test.store.images().checkRegistration(
                ImageSettings.named("web-2"), ROOT, List.of()));
    }

    @Test
    void onlyACompletedSnapshotOfOnesOwnMakesAnImage() {
        for (SnapshotState state : List.of(SnapshotState.PENDING, SnapshotState.ERROR)) {
            SnapshotId id = insert(TestStore.ALICE, state, Permissions.NONE, "pc");
            StoreException e = refused(StoreError.SNAPSHOT_STATE, () -> register(device(ROOT, id)));
            assertEquals("The snapshot '" + id + "' is " + state + "; only a completed one can be registered.",
                    e.getMessage());
        }
        SnapshotId foreign = insert(TestStore.BOB, SnapshotState.COMPLETED, Permissions.NONE, "pc");
        SnapshotId shared = insert(TestStore.BOB, SnapshotState.COMPLETED, Permissions.NONE.withPublic(true), "pc");
        assertTrue(refused(StoreError.SNAPSHOT_NOT_FOUND, () -> register(device(ROOT, foreign))).hint().isEmpty());
        assertTrue(refused(StoreError.SNAPSHOT_NOT_FOUND, () -> register(device(ROOT, shared))).hint().orElseThrow()
                .contains("slipway snapshot copy " + shared));
    }

    @ParameterizedTest
    @CsvSource({
        "gp4,0,0,PARAMETER_VALUE", "../x,0,0,PARAMETER_VALUE", "io1,0,0,PARAMETER_MISSING", "io2,0,0,PARAMETER_MISSING",
        "gp2,100,0,PARAMETER_COMBINATION", "st1,100,0,PARAMETER_COMBINATION", "io1,100,125,PARAMETER_COMBINATION",
        "gp2,0,125,PARAMETER_COMBINATION", "gp3,-1,0,PARAMETER_VALUE", "gp3,3000,-5,PARAMETER_VALUE",
    })
    void aVolumeThatEc2WouldRefuseIsRefused(String type, int iops, int throughput, StoreError error) {
        refused(error, () -> register(device(ROOT, ebs(Optional.of(snapshot), type, iops, throughput))));
    }

    @Test
    void anEncryptedVolumeIsNotPretended() {
        refused(StoreError.PARAMETER_VALUE, () -> register(device(ROOT, new EbsRequest(Optional.of(snapshot),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(true)))));
    }

    @Test
    void aMappingThatCannotBeIsRefused() {
        StoreException e = refused(StoreError.BLOCK_DEVICE_MAPPING, () -> register(device(ROOT, new EbsRequest(
                Optional.of(snapshot), Optional.of(7), Optional.empty(), Optional.empty()))));
        assertEquals("Volume of size 7GB is smaller than snapshot '" + snapshot + "', expect size >= 8GB.", e.getMessage());
        refused(StoreError.BLOCK_DEVICE_MAPPING, () -> register(root(), device(ROOT, snapshot)));
        refused(StoreError.BLOCK_DEVICE_MAPPING, () -> register(noDevice(ROOT)));
        refused(StoreError.BLOCK_DEVICE_MAPPING, () -> register(root(), ephemeral("/dev/sdb", "ephemeral0"),
                ephemeral("/dev/sdc", "ephemeral0")));
        refused(StoreError.BLOCK_DEVICE_MAPPING, () -> register(root(), ephemeral("/dev/sdb", "ephemeral-1")));
        refused(StoreError.BLOCK_DEVICE_MAPPING, () -> register(root(), ephemeral("/dev/sdb", "ephemeral999")));
        refused(StoreError.BLOCK_DEVICE_MAPPING, () -> register(root(), new BlockDeviceRequest("/dev/sdb",
                Optional.empty(), Optional.of("ephemeral0"), Optional.of(""))));
        refused(StoreError.BLOCK_DEVICE_MAPPING, () -> test.store.images().register(
                ImageSettings.named("web"), "/dev/xvda\n", List.of(root())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "a\"b\"c", "line\nline", "tab\ttab", "<image/>", "semi;colon", "a,b,c", "naïve name",
        "$(reboot)", "a*b", "\u0000\u0000\u0000"})
    void aNameOutsideOfEc2sRuleIsRefused(String name) {
        refused(StoreError.IMAGE_NAME_MALFORMED, () -> ImageSettings.named(name));
    }

    @Test
    void aNameIsNeverAPathAndNeverEndless() {
        refused(StoreError.IMAGE_NAME_MALFORMED, () -> ImageSettings.named("x".repeat(10_000)));
        StoreException e = refused(StoreError.IMAGE_NAME_MALFORMED, () -> ImageSettings.named("y".repeat(129)));
        assertTrue(e.getMessage().length() < 300, e.getMessage());
        for (String name : List.of("../../etc/passwd", "it's [good] (enough) @home.", "x".repeat(128))) {
            Image image = test.store.images().register(ImageSettings.named(name), ROOT, List.of(root()));
            assertEquals(image, test.store.images().find(name));
            assertTrue(Files.exists(test.layout.images().resolve(image.imageId() + ".json")));
        }
    }

    @Test
    void tagsHaveEc2sLimits() {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            tags.add(new Tag("key " + i, "<'\"\n&>"));
        }
        assertEquals(50, test.store.images().register(tagged(tags), ROOT, List.of(root())).tags().size());
        tags.add(new Tag("one more", ""));
        refused(StoreError.TAG_LIMIT, () -> tagged(tags));
        refused(StoreError.PARAMETER_VALUE, () -> tagged(List.of(new Tag("a", "1"), new Tag("a", "2"))));
        for (String key : List.of("aws:x", "AWS:x", "", "k".repeat(129))) {
            refused(StoreError.PARAMETER_VALUE, () -> new Tag(key, "x"));
        }
        refused(StoreError.PARAMETER_VALUE, () -> new Tag("k", "v".repeat(257)));
    }

    @Test
    void whatElseIsSaidHasToMakeSense() {
        refused(StoreError.PARAMETER_VALUE, () -> ImageSettings.named("web").withPlatform(Optional.of("plan9")));
        for (String code : List.of("", "with space", "a".repeat(65), "../x", "a'b")) {
            refused(StoreError.PARAMETER_VALUE, () -> new ProductCode(code));
        }
        refused(StoreError.PARAMETER_VALUE, () -> ImageSettings.checkDescription(Optional.of("d".repeat(256))));
    }

    private static ImageSettings tagged(List<Tag> tags) {
        ImageSettings plain = ImageSettings.named("tagged");
        return new ImageSettings(plain.name(), Optional.empty(), plain.architecture(), plain.virtualizationType(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), tags);
    }

    private Image register(BlockDeviceRequest... devices) {
        return test.store.images().register(ImageSettings.named("web"), ROOT, List.of(devices));
    }

    private SnapshotId insert(AccountId owner, SnapshotState state, Permissions permissions, String code) {
        SnapshotId id = SnapshotId.next();
        test.store.catalogue().change(change -> change.insert(Snapshot.TABLE, new Snapshot(id, owner, Optional.empty(),
                Optional.empty(), 8, state, Optional.empty(), Instant.parse("2026-01-01T00:00:00Z"), LayerId.next(),
                permissions, List.of(new ProductCode(code)), List.of())));
        return id;
    }

    private BlockDeviceRequest root() {
        return device(ROOT, snapshot);
    }

    private static BlockDeviceRequest device(String name, SnapshotId id) {
        return device(name, new EbsRequest(Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static BlockDeviceRequest device(String name, EbsRequest ebs) {
        return new BlockDeviceRequest(name, Optional.of(ebs), Optional.empty(), Optional.empty());
    }

    private static BlockDeviceRequest ephemeral(String name, String virtualName) {
        return new BlockDeviceRequest(name, Optional.empty(), Optional.of(virtualName), Optional.empty());
    }

    private static BlockDeviceRequest noDevice(String name) {
        return new BlockDeviceRequest(name, Optional.empty(), Optional.empty(), Optional.of(""));
    }

    private static EbsRequest ebs(Optional<SnapshotId> id, String type, int iops, int throughput) {
        return new EbsRequest(id, Optional.of(8), Optional.of(type), Optional.empty(),
                iops == 0 ? Optional.empty() : Optional.of(iops),
                throughput == 0 ? Optional.empty() : Optional.of(throughput), Optional.empty());
    }

    private static StoreException refused(StoreError error, Runnable work) {
        StoreException e = assertThrows(StoreException.class, work::run);
        assertEquals(error, e.kind(), e.getMessage());
        return e;
    }
}
