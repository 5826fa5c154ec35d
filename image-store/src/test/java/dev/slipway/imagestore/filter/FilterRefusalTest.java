package dev.slipway.imagestore.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.registry.lookup.ImageSearch;
import dev.slipway.imagestore.snapshot.SnapshotSearch;
import dev.slipway.imagestore.volume.VolumeSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches that cannot be, that are meant to harm, and pages of a list that changes. */
class FilterRefusalTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;
    private TestStore test;

    @BeforeEach
    void open() throws IOException {
        test = new TestStore(folder);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "architecure,architecture", "tag:,tag:KEY", "Name,name", "virtualisation-type,virtualization-type",
        "snapshot-id,block-device-mapping.snapshot-id",
    })
    void anUnknownFilterIsRefusedWithTheNearest(String typedAndMeant) {
        String[] words = typedAndMeant.split(",");
        StoreException e = refused(StoreError.PARAMETER_VALUE, new Filter(words[0], List.of("x")));
        assertEquals("The filter '" + words[0] + "' is invalid.", e.getMessage());
        assertEquals("Did you mean '" + words[1] + "'?", e.hint().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "'; DROP TABLE images; --", "<name/>", "../../etc/passwd", "line\nline", "\u0000", "", "zzzzzzzzzzzzzzzzzzzz",
    })
    void hostileNamesAndValuesFindNothingAndHarmNothing(String text) {
        insert(1);
        assertTrue(refused(StoreError.PARAMETER_VALUE, new Filter(text, List.of("x"))).getMessage().startsWith("The filter"));
        for (String name : List.of("name", "tag:" + text + "x", "tag-key", "description", "state", "image-id", "is-public")) {
            assertEquals(List.of(), search(new Filter(name, List.of(text))).items(), name);
        }
        assertEquals(1, search(new Filter("name", List.of("*"))).items().size());
    }

    @Test
    void aPatternMadeToTakeForeverDoesNot() {
        ImageDraft draft = draft(1);
        test.store.catalogue().change(change -> change.insert(Image.TABLE,
                draft.description(Optional.of("a".repeat(255))).build()));
        String pattern = "*a".repeat(400) + "b";
        for (String name : List.of("name", "description", "tag:x", "tag-key")) {
            assertTimeoutPreemptively(Duration.ofSeconds(5),
                    () -> assertEquals(List.of(), search(new Filter(name, List.of(pattern))).items()));
        }
    }

    @Test
    void thereIsALimitForValues() {
        search(new Filter("name", Collections.nCopies(200, "x")));
        refused(StoreError.FILTER_LIMIT, new Filter("name", Collections.nCopies(201, "x")));
        refused(StoreError.FILTER_LIMIT, new Filter("name", Collections.nCopies(100, "x")),
                new Filter("architecture", Collections.nCopies(101, "x")));
        assertEquals(StoreError.PARAMETER_MISSING,
                assertThrows(StoreException.class, () -> new Filter("name", List.of())).kind());
        assertEquals(StoreError.PARAMETER_VALUE,
                assertThrows(StoreException.class, () -> new Filter("name", List.of("x".repeat(10_000)))).kind());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "!!!", "MTIzIGFtaS14IGZm", "AAAAAAAAAAAAAAAAAAAA", "../../x"})
    void aTokenThatIsNoneIsRefused(String token) {
        assertEquals(StoreError.PAGE_TOKEN, assertThrows(StoreException.class, () -> test.store.images().search(
                ImageSearch.ALL, new PageRequest(OptionalInt.of(2), Optional.of(token)))).kind());
    }

    @Test
    void aTokenOfAnotherRequestIsRefused() {
        insert(1);
        insert(2);
        String token = test.store.images().search(ImageSearch.ALL, PageRequest.first(1)).nextToken().orElseThrow();
        assertEquals(StoreError.PAGE_TOKEN, assertThrows(StoreException.class, () -> test.store.images().search(
                ImageSearch.by(new Filter("name", List.of("*"))),
                new PageRequest(OptionalInt.of(1), Optional.of(token)))).kind());
        assertThrows(StoreException.class, () -> PageRequest.first(0));
    }

    @Test
    void pagesStandStillWhileImagesComeAndGo() {
        for (int i = 1; i <= 6; i++) {
            insert(i);
        }
        Page<Image> first = test.store.images().search(ImageSearch.ALL, PageRequest.first(3));
        assertEquals(List.of("image-1", "image-2", "image-3"), names(first));
        // What was shown goes, the one where the page ended included; older ones come; a newer one comes.
        first.items().forEach(image -> test.store.catalogue().change(c -> c.delete(Image.TABLE, image.imageId().value())));
        insert(0);
        insert(9);
        assertEquals(List.of("image-4", "image-5", "image-6", "image-9"), names(test.store.images().search(
                ImageSearch.ALL, new PageRequest(OptionalInt.of(10), first.nextToken()))));
    }

    @Test
    void imagesOfOneMomentArePagedToo() {
        for (int i = 0; i < 7; i++) {
            int number = i;
            test.store.catalogue().change(change -> change.insert(Image.TABLE, new ImageDraft(ImageId.nextMachine(),
                    "same-" + number, TestStore.ALICE, ImageType.MACHINE, Architecture.X86_64, START).build()));
        }
        Page<Image> first = test.store.images().search(ImageSearch.ALL, PageRequest.first(4));
        assertEquals(List.of("same-0", "same-1", "same-2", "same-3"), names(first));
        assertEquals(List.of("same-4", "same-5", "same-6"), names(test.store.images().search(
                ImageSearch.ALL, new PageRequest(OptionalInt.of(4), first.nextToken()))));
    }

    @Test
    void whatDoesNotExistIsToldInEc2sWordsForOneAndForSeveral() {
        ImageId image = ImageId.nextMachine();
        ImageId other = ImageId.nextMachine();
        assertEquals("The image ids '[" + image + ", " + other + "]' do not exist.", assertThrows(StoreException.class,
                () -> test.store.images().search(new ImageSearch(List.of(image, other), List.of(), List.of(), List.of(),
                        true, true), PageRequest.ALL)).getMessage());
        SnapshotId one = SnapshotId.next();
        SnapshotId two = SnapshotId.next();
        assertEquals("The snapshot '" + one + "' does not exist.", snapshots(one).getMessage());
        assertEquals("The snapshots '" + one + ", " + two + "' do not exist.", snapshots(one, two).getMessage());
        VolumeId volume = VolumeId.next();
        assertEquals("The volume '" + volume + "' does not exist.", assertThrows(StoreException.class, () ->
                test.store.volumes().search(new VolumeSearch(List.of(volume), List.of()), PageRequest.ALL)).getMessage());
        assertEquals("The volumes '" + volume + ", " + volume + "' do not exist.", assertThrows(StoreException.class, () ->
                test.store.volumes().search(new VolumeSearch(List.of(volume, volume), List.of()), PageRequest.ALL))
                .getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob", "", "12345678901", "0000000010011", "self,all"})
    void anOwnerThatIsNoAccountIsRefused(String word) {
        for (ImageSearch search : List.of(
                new ImageSearch(List.of(), List.of(word), List.of(), List.of(), false, false),
                new ImageSearch(List.of(), List.of(), List.of(word), List.of(), false, false))) {
            assertEquals(StoreError.ACCOUNT_ID_MALFORMED, assertThrows(StoreException.class,
                    () -> test.store.images().search(search, PageRequest.ALL)).kind());
        }
    }

    private StoreException snapshots(SnapshotId... ids) {
        StoreException e = assertThrows(StoreException.class, () -> test.store.snapshots().search(
                new SnapshotSearch(List.of(ids), List.of(), List.of(), List.of()), PageRequest.ALL));
        assertEquals(StoreError.SNAPSHOT_NOT_FOUND, e.kind());
        return e;
    }

    private StoreException refused(StoreError error, Filter... filters) {
        StoreException e = assertThrows(StoreException.class, () -> search(filters));
        assertEquals(error, e.kind(), e.getMessage());
        return e;
    }

    private Page<Image> search(Filter... filters) {
        return test.store.images().search(ImageSearch.by(filters), PageRequest.ALL);
    }

    private void insert(int number) {
        test.store.catalogue().change(change -> change.insert(Image.TABLE, draft(number).build()));
    }

    private static ImageDraft draft(int number) {
        return new ImageDraft(ImageId.nextMachine(), "image-" + number, TestStore.ALICE, ImageType.MACHINE,
                Architecture.X86_64, START.plusSeconds(number));
    }

    private static List<String> names(Page<Image> page) {
        return page.items().stream().map(Image::name).toList();
    }
}
