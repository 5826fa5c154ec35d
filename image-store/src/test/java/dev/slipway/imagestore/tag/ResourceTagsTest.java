package dev.slipway.imagestore.tag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumeState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceTagsTest {

    @TempDir
    private Path folder;
    private TestStore test;
    private String image;
    private String snapshot;
    private String volume;

    @BeforeEach
    void makeThings() throws IOException {
        test = new TestStore(folder);
        Image web = test.store.images().importMachineImage(
                ImageSettings.named("web"), DiskSource.of(test.raw("disk.raw", 1, 1)), Progress.NONE);
        image = web.imageId().value();
        snapshot = web.rootVolume().orElseThrow().snapshotId().value();
        volume = VolumeId.next().value();
        test.store.catalogue().change(change -> change.insert(Volume.TABLE, new Volume(new VolumeId(volume),
                TestStore.ALICE, 1, Optional.empty(), Optional.empty(), 0, "local-1a", "gp3", VolumeState.AVAILABLE,
                Instant.parse("2026-01-01T00:00:00Z"), List.of(), List.of(), List.of())));
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void tagsAreAddedToAllAndTakenAwayAgain() throws IOException {
        add(List.of(image, snapshot, volume, image), "env=test", "Name=<'\">");
        add(List.of(image), "env=prod");
        assertEquals(List.of("env=prod", "Name=<'\">"), of(image));
        assertEquals(List.of("env=test", "Name=<'\">"), of(snapshot));
        assertEquals(List.of("env=test", "Name=<'\">"), of(volume));
        assertTrue(Files.readString(test.layout.imageRecord(new ImageId(image))).contains("prod"));
        assertTrue(Files.readString(test.layout.snapshotRecord(new SnapshotId(snapshot))).contains("test"));
        test.store.tags().remove(List.of(image, snapshot), List.of(new TagRemoval("env", Optional.of("prod")),
                new TagRemoval("nosuch", Optional.empty())));
        assertEquals(List.of("Name=<'\">"), of(image));
        assertEquals(List.of("env=test", "Name=<'\">"), of(snapshot));
        test.store.tags().remove(List.of(snapshot), List.of(new TagRemoval("env", Optional.empty())));
        test.store.tags().remove(List.of(volume), List.of());
        assertEquals(List.of("Name=<'\">"), of(snapshot));
        assertEquals(List.of(), of(volume));
    }

    @Test
    void oneBadIdFailsTheCallBeforeAnythingHappens() {
        String other = ImageId.nextMachine().value();
        String third = ImageId.nextKernel().value();
        assertEquals("The image id '[" + other + "]' does not exist.",
                refused(StoreError.IMAGE_NOT_FOUND, List.of(snapshot, image, other)).getMessage());
        assertEquals("The image ids '[" + other + ", " + third + "]' do not exist.",
                refused(StoreError.IMAGE_NOT_FOUND, List.of(volume, other, image, third)).getMessage());
        refused(StoreError.SNAPSHOT_NOT_FOUND, List.of(image, SnapshotId.next().value()));
        refused(StoreError.VOLUME_NOT_FOUND, List.of(image, VolumeId.next().value()));
        for (String id : List.of("", "web", "vpc-0123456789abcdef0", "ami-x", "../../etc", "i-0123456789abcdef0")) {
            refused(StoreError.RESOURCE_ID, List.of(image, id));
        }
        refused(StoreError.RESOURCE_LIMIT, Collections.nCopies(1001, image));
        refused(StoreError.PARAMETER_MISSING, List.of());
        assertEquals(List.of(), of(image));
        assertEquals(List.of(), of(volume));
        try (ImageStore bob = test.openAs(TestStore.BOB)) {
            for (String id : List.of(image, snapshot, volume)) {
                assertThrows(StoreException.class, () -> bob.tags().add(List.of(id), List.of(new Tag("a", "b"))));
            }
            assertEquals(List.of(), bob.tags().search(List.of(), PageRequest.ALL).items());
        }
    }

    @Test
    void theLimitCountsWhatIsThereAlready() {
        List<Tag> many = new ArrayList<>();
        for (int i = 0; i < 49; i++) {
            many.add(new Tag("key" + i, ""));
        }
        test.store.tags().add(List.of(image), many);
        add(List.of(image), "key0=again", "last=one");
        assertEquals(StoreError.TAG_LIMIT, assertThrows(StoreException.class,
                () -> add(List.of(volume, image), "too=many")).kind());
        assertEquals(50, of(image).size());
        assertEquals(List.of(), of(volume));
        assertEquals(StoreError.PARAMETER_VALUE, assertThrows(StoreException.class,
                () -> add(List.of(volume), "a=1", "a=2")).kind());
        assertEquals(StoreError.PARAMETER_MISSING, assertThrows(StoreException.class, () -> add(List.of(volume))).kind());
    }

    @Test
    void tagsAreListedFilteredAndInPages() {
        add(List.of(image, snapshot, volume), "env=test", "a b=c=d");
        assertEquals(6, found());
        assertEquals(2, found(new Filter("resource-type", List.of("vol*"))));
        assertEquals(3, found(new Filter("key", List.of("env")), new Filter("value", List.of("t?st"))));
        assertEquals(2, found(new Filter("resource-id", List.of(image))));
        assertEquals(3, found(new Filter("tag:a b", List.of("c=*"))));
        assertEquals(0, found(new Filter("tag:env", List.of("c=*"))));
        assertEquals(0, found(new Filter("key", List.of("nv"))));
        assertThrows(StoreException.class, () -> found(new Filter("keys", List.of("env"))));
        List<TaggedResource> paged = new ArrayList<>();
        Optional<String> token = Optional.empty();
        do {
            Page<TaggedResource> page = test.store.tags().search(List.of(), new PageRequest(OptionalInt.of(4), token));
            paged.addAll(page.items());
            token = page.nextToken();
        } while (token.isPresent());
        assertEquals(test.store.tags().search(List.of(), PageRequest.ALL).items(), paged);
    }

    private int found(Filter... filters) {
        return test.store.tags().search(List.of(filters), PageRequest.ALL).items().size();
    }

    private List<String> of(String id) {
        List<String> texts = new ArrayList<>();
        for (TaggedResource each : test.store.tags().search(
                List.of(new Filter("resource-id", List.of(id))), PageRequest.ALL).items()) {
            texts.add(each.tag().key() + "=" + each.tag().value());
        }
        texts.sort(String.CASE_INSENSITIVE_ORDER);
        return texts;
    }

    private void add(List<String> ids, String... tags) {
        List<Tag> all = new ArrayList<>();
        for (String tag : tags) {
            all.add(new Tag(tag.substring(0, tag.indexOf('=')), tag.substring(tag.indexOf('=') + 1)));
        }
        test.store.tags().add(ids, all);
    }

    private StoreException refused(StoreError error, List<String> ids) {
        StoreException e = assertThrows(StoreException.class, () -> add(ids, "env=test"));
        assertEquals(error, e.kind(), e.getMessage());
        return e;
    }
}
