package dev.slipway.imagestore.registry.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageOrigin;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.image.ImdsSupport;
import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.imagestore.image.StateReason;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.imagestore.tag.Tag;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every filter, with what it finds and what it does not; who sees what; the same without a filter. */
class ImageSearchTest {

    private static final ImageId SOURCE = new ImageId("ami-00000000000000001");
    private static final ImageId KERNEL = new ImageId("aki-00000000000000002");
    private static final ImageId RAMDISK = new ImageId("ari-00000000000000003");
    private static final ImageId RICH = new ImageId("ami-00000000000000004");
    private static final SnapshotId SNAPSHOT = new SnapshotId("snap-00000000000000005");

    @TempDir
    private static Path folder;
    private static TestStore test;

    @BeforeAll
    static void fill() throws IOException {
        test = new TestStore(folder);
        insert(draft(RICH, "web-1", TestStore.ALICE)
                .description(Optional.of("a 'rich' <image> & more"))
                .bootMode(Optional.of(BootMode.UEFI))
                .kernelId(Optional.of(KERNEL)).ramdiskId(Optional.of(RAMDISK))
                .imdsSupport(Optional.of(ImdsSupport.V2_0))
                .launchPermissions(new Permissions(true, List.of(TestStore.BOB)))
                .origin(new ImageOrigin(Optional.of(SOURCE), Optional.of("local-2"), Optional.of("i-00000000000000006")))
                .platform(Optional.of("windows"))
                .productCodes(List.of(new ProductCode("pc-1"), new ProductCode("pc-2")))
                .rootDeviceName(Optional.of("/dev/xvda"))
                .imageLocation(Optional.of("bucket/rich.manifest.json"))
                .stateReason(Optional.of(new StateReason("Client.Copied", "was copied")))
                .tags(List.of(new Tag("env", "prod"), new Tag("a=b", "*literal?")))
                .blockDeviceMappings(List.of(
                        new BlockDeviceMapping("/dev/xvda", new BlockDevice.FromSnapshot(SNAPSHOT, 17, "io2", false)),
                        new BlockDeviceMapping("/dev/sdc", new BlockDevice.Ephemeral(0))))
                .build());
        insert(new ImageDraft(new ImageId("ami-00000000000000007"), "db.2 [x]", TestStore.ALICE, ImageType.MACHINE,
                Architecture.ARM64, Instant.parse("2025-03-01T00:00:00Z"))
                .rootDeviceType(RootDeviceType.INSTANCE_STORE).virtualizationType(VirtualizationType.PARAVIRTUAL)
                .state(ImageState.PENDING).tags(List.of(new Tag("env", "test"))).build());
        insert(new ImageDraft(new ImageId("aki-00000000000000008"), "kernel", TestStore.BOB, ImageType.KERNEL,
                Architecture.I386, Instant.parse("2024-01-01T00:00:00Z"))
                .launchPermissions(new Permissions(false, List.of(TestStore.ALICE))).build());
        insert(draft(ImageId.nextMachine(), "deprecated", TestStore.BOB).launchPermissions(new Permissions(true, List.of()))
                .deprecationTime(Optional.of(Instant.parse("2025-01-01T00:00:00Z"))).build());
        insert(draft(ImageId.nextMachine(), "deprecated later", TestStore.BOB)
                .launchPermissions(new Permissions(true, List.of()))
                .deprecationTime(Optional.of(Instant.now().plusSeconds(1000))).build());
        insert(draft(ImageId.nextMachine(), "disabled", TestStore.ALICE).state(ImageState.DISABLED).build());
        insert(draft(ImageId.nextMachine(), "disabled of bob", TestStore.BOB).state(ImageState.DISABLED)
                .launchPermissions(new Permissions(true, List.of(TestStore.ALICE))).build());
        insert(draft(ImageId.nextMachine(), "private of bob", TestStore.BOB).build());
        insert(draft(ImageId.nextMachine(), "gone", TestStore.ALICE).state(ImageState.DEREGISTERED).build());
    }

    @AfterAll
    static void close() {
        test.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "architecture|x86_64|web-1,deprecated later|sparc",
        "architecture|arm*|db.2 [x]|ARM64",
        "block-device-mapping.delete-on-termination|false|web-1|true",
        "block-device-mapping.device-name|/dev/sd?|web-1|/dev/sda1",
        "block-device-mapping.encrypted|false|web-1|true",
        "block-device-mapping.snapshot-id|snap-0000*5|web-1|snap-x",
        "block-device-mapping.volume-size|17|web-1|1",
        "block-device-mapping.volume-type|io?|web-1|gp3",
        "boot-mode|uefi|web-1|legacy-bios",
        "creation-date|2025-03-*|db.2 [x]|2023*",
        "description|a 'rich' <image>*|web-1|rich",
        "hypervisor|xen|web-1,db.2 [x],kernel,deprecated later|kvm",
        "image-id|ami-00000000000000004|web-1|ami-00000000000000001",
        "image-type|kernel|kernel|ramdisk",
        "imds-support|v2.0|web-1|v1.0",
        "is-public|true|web-1,deprecated later|yes",
        "kernel-id|aki-00000000000000002|web-1|aki-*8",
        "manifest-location|bucket/*|web-1|web-1",
        "name|web-?|web-1|web",
        "name|db.2 [x]|db.2 [x]|db.2 x",
        "name|*[[]x]|''|db.2 [a-z]",
        "owner-alias|self|web-1,db.2 [x]|amazon",
        "owner-id|000000001001|kernel,deprecated later|1001",
        "platform|windows|web-1|linux",
        "platform-details|Linux*|db.2 [x],kernel,deprecated later|Red*",
        "product-code|pc-2|web-1|pc-3",
        "product-code.type|marketplace|web-1|devpay",
        "ramdisk-id|ari-*|web-1|aki-*",
        "root-device-name|/dev/xvda|web-1|/dev/sda1",
        "root-device-type|instance-store|db.2 [x]|floppy",
        "source-image-id|ami-00000000000000001|web-1|ami-00000000000000004",
        "source-image-region|local-2|web-1|local-1",
        "source-instance-id|i-*6|web-1|i-*7",
        "state|pending|db.2 [x]|failed",
        "state-reason-code|Client.*|web-1|Server.*",
        "state-reason-message|was ?opied|web-1|copied",
        "tag:env|pro*|web-1|pro",
        "tag:a=b|\\*literal\\?|web-1|\\*literal",
        "tag-key|env|web-1,db.2 [x]|nv",
        "virtualization-type|paravirtual|db.2 [x]|pv",
    })
    void everyFilterFindsWhatItShouldAndNothingElse(String name, String hit, String found, String miss) {
        assertEquals(found.isEmpty() ? Set.of() : new TreeSet<>(List.of(found.split(","))),
                found(ImageSearch.by(new Filter(name, List.of(hit)))));
        assertEquals(Set.of(), found(ImageSearch.by(new Filter(name, List.of(miss)))));
        // Stars enough for the catalogue to be spared, and so the other way of comparing.
        assertEquals(found.isEmpty() ? Set.of() : new TreeSet<>(List.of(found.split(","))),
                found(ImageSearch.by(new Filter(name, List.of("no*such*thing*at*all", hit)))));
    }

    @Test
    void everyNameHasARuleAndIsTested() throws NoSuchMethodException {
        ImageFilters filters = new ImageFilters(TestStore.ALICE);
        Set<String> tested = new TreeSet<>();
        for (String row : getClass().getDeclaredMethod("everyFilterFindsWhatItShouldAndNothingElse",
                String.class, String.class, String.class, String.class).getAnnotation(CsvSource.class).value()) {
            tested.add(row.substring(0, row.indexOf('|')).replaceAll("^tag:.*", "tag:KEY"));
        }
        assertEquals(new TreeSet<>(filters.names()), tested);
        for (String name : filters.names()) {
            assertTrue(filters.rule(name).isPresent(), name);
        }
    }

    @Test
    void filtersMustAllHoldAndOneOfTheirValues() {
        assertEquals(Set.of("web-1", "db.2 [x]"), found(ImageSearch.by(new Filter("name", List.of("web-1", "db*")))));
        assertEquals(Set.of("web-1"), found(ImageSearch.by(new Filter("name", List.of("web-1", "db*")),
                new Filter("tag:env", List.of("prod")), new Filter("is-public", List.of("true")))));
        assertEquals(Set.of(), found(ImageSearch.by(
                new Filter("name", List.of("web-1")), new Filter("name", List.of("db*")))));
    }

    @Test
    void deprecatedImagesOfOthersAndDisabledOnesAreHiddenUntilAskedFor() {
        assertEquals(Set.of("web-1", "db.2 [x]", "kernel", "deprecated later"), found(ImageSearch.ALL));
        assertEquals(Set.of("web-1", "db.2 [x]", "kernel", "deprecated later", "deprecated", "disabled"), found(
                new ImageSearch(List.of(), List.of(), List.of(), List.of(), true, true)));
        try (ImageStore bob = test.openAs(TestStore.BOB)) {
            assertEquals(Set.of("web-1", "kernel", "deprecated", "deprecated later", "private of bob"),
                    names(bob.images().search(ImageSearch.ALL, PageRequest.ALL)));
        }
        for (Image image : all(true)) {
            assertEquals(Set.of(image.name()), found(new ImageSearch(
                    List.of(image.imageId()), List.of(), List.of(), List.of(), false, false)));
        }
    }

    @Test
    void ownersAndThoseWhoMayLaunchSelect() {
        assertEquals(Set.of("web-1", "db.2 [x]"), owned("self"));
        assertEquals(Set.of("kernel", "deprecated later"), owned("000000001001"));
        assertEquals(Set.of("kernel", "deprecated later", "web-1", "db.2 [x]"), owned("000000001001", "self"));
        assertEquals(Set.of(), owned("amazon"));
        assertEquals(Set.of("web-1"), executable("000000001001"));
        assertEquals(Set.of("kernel"), executable("self"));
        assertEquals(Set.of("web-1", "deprecated later"), executable("all"));
        assertEquals(Set.of("web-1", "deprecated later", "kernel"), executable("all", "self"));
        try (ImageStore carol = test.openAs(new AccountId("000000001002"))) {
            // Whom Alice shares her public image with is not Carol's business.
            assertEquals(Set.of(), names(carol.images().search(new ImageSearch(List.of(), List.of(),
                    List.of("000000001001"), List.of(), false, false), PageRequest.ALL)));
        }
    }

    @Test
    void pagesFollowEachOtherAndMakeTheWhole() {
        for (List<Filter> filters : List.of(List.<Filter>of(), List.of(new Filter("hypervisor", List.of("x*"))))) {
            ImageSearch search = ImageSearch.ALL.with(filters);
            List<String> whole = new ArrayList<>();
            test.store.images().search(search, PageRequest.ALL).items().forEach(image -> whole.add(image.name()));
            for (int size = 1; size < 6; size++) {
                List<String> paged = new ArrayList<>();
                Optional<String> token = Optional.empty();
                do {
                    Page<Image> page = test.store.images().search(
                            search, new PageRequest(java.util.OptionalInt.of(size), token));
                    page.items().forEach(image -> paged.add(image.name()));
                    token = page.nextToken();
                } while (token.isPresent());
                assertEquals(whole, paged);
            }
        }
    }

    private static Set<String> owned(String... owners) {
        return found(new ImageSearch(List.of(), List.of(owners), List.of(), List.of(), false, false));
    }

    private static Set<String> executable(String... users) {
        return found(new ImageSearch(List.of(), List.of(), List.of(users), List.of(), false, false));
    }

    private static Set<String> found(ImageSearch search) {
        return names(test.store.images().search(search, PageRequest.ALL));
    }

    private static List<Image> all(boolean hidden) {
        return test.store.images().search(
                new ImageSearch(List.of(), List.of(), List.of(), List.of(), hidden, hidden), PageRequest.ALL).items();
    }

    private static Set<String> names(Page<Image> page) {
        Set<String> names = new TreeSet<>();
        page.items().forEach(image -> names.add(image.name()));
        return names;
    }

    private static ImageDraft draft(ImageId id, String name, AccountId owner) {
        return new ImageDraft(id, name, owner, ImageType.MACHINE, Architecture.X86_64, Timestamp.now());
    }

    private static void insert(Image image) {
        test.store.catalogue().change(change -> change.insert(Image.TABLE, image));
    }
}
