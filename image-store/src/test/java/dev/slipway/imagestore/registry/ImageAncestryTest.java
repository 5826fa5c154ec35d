package dev.slipway.imagestore.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageOrigin;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.image.ImdsSupport;
import dev.slipway.imagestore.sharing.Permissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where images come from, and what can be changed of them. */
class ImageAncestryTest {

    private static final ImageId A = new ImageId("ami-0000000000000000a");
    private static final ImageId B = new ImageId("ami-0000000000000000b");
    private static final ImageId C = new ImageId("ami-0000000000000000c");

    @TempDir
    private Path folder;
    private TestStore here;
    private TestStore there;

    @BeforeEach
    void open() throws IOException {
        here = new TestStore(folder.resolve("here"));
        there = new TestStore(folder.resolve("there"));
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    @Test
    void theLineGoesThroughRegionsAsFarAsItIsKnown() {
        insert(here, C, TestStore.ALICE, ImageOrigin.copyOf(B, "there"), ImageState.AVAILABLE);
        insert(there, B, TestStore.ALICE, ImageOrigin.instance("i-00000000000000001", A, "there"), ImageState.DEREGISTERED);
        insert(there, A, TestStore.ALICE, ImageOrigin.copyOf(ImageId.nextMachine(), "elsewhere"), ImageState.AVAILABLE);
        assertEquals(List.of(C + " here", B + " there", A + " there"), line(C));
    }

    @Test
    void whatOthersDoNotShowEndsTheLine() {
        insert(here, C, TestStore.ALICE, ImageOrigin.copyOf(B, "there"), ImageState.AVAILABLE);
        insert(there, B, TestStore.BOB, ImageOrigin.copyOf(A, "there"), ImageState.AVAILABLE);
        insert(there, A, TestStore.ALICE, ImageOrigin.NONE, ImageState.AVAILABLE);
        assertEquals(List.of(C + " here"), line(C));
    }

    @Test
    void aLineThatBitesItsOwnTailEnds() {
        insert(here, A, TestStore.ALICE, ImageOrigin.copyOf(B, "there"), ImageState.AVAILABLE);
        insert(there, B, TestStore.ALICE, ImageOrigin.copyOf(A, "here"), ImageState.AVAILABLE);
        insert(here, C, TestStore.ALICE, ImageOrigin.copyOf(C, "here"), ImageState.AVAILABLE);
        assertEquals(List.of(A + " here", B + " there"), line(A));
        assertEquals(List.of(C + " here"), line(C));
    }

    @Test
    void theOwnerChangesAnImageAndNobodyElse() throws IOException {
        insert(here, A, TestStore.ALICE, ImageOrigin.NONE, ImageState.AVAILABLE);
        Image changed = here.store.images().modify(A, new ImageModification(
                Optional.of("<new> & 'better'"), Optional.of(ImdsSupport.V2_0)));
        assertEquals(changed, here.store.images().attributes(A));
        assertEquals(Optional.of(ImdsSupport.V2_0), changed.imdsSupport());
        assertTrue(Files.readString(here.layout.imageRecord(A)).contains("<new> & 'better'"));
        assertEquals(Optional.empty(), here.store.images().modify(
                A, new ImageModification(Optional.of(""), Optional.empty())).description());
        assertThrows(StoreException.class, () -> new ImageModification(Optional.of("x".repeat(256)), Optional.empty()));
        try (ImageStore bob = here.openAs(TestStore.BOB)) {
            ImageModification none = new ImageModification(Optional.empty(), Optional.empty());
            assertEquals(StoreError.IMAGE_NOT_FOUND, refused(() -> bob.images().modify(A, none)));
            assertEquals(StoreError.IMAGE_NOT_FOUND, refused(() -> bob.images().attributes(A)));
            here.store.catalogue().change(change -> change.update(Image.TABLE, ImageDraft.of(
                    change.find(Image.TABLE, A.value()).orElseThrow().document())
                    .launchPermissions(Permissions.NONE.withPublic(true)).build(), 3));
            assertEquals(StoreError.IMAGE_NOT_YOURS, refused(() -> bob.images().attributes(A)));
            assertEquals(StoreError.IMAGE_NOT_FOUND, refused(() -> bob.images().modify(A, none)));
        }
    }

    private static StoreError refused(Runnable work) {
        return assertThrows(StoreException.class, work::run).kind();
    }

    private List<String> line(ImageId id) {
        ImageAncestry ancestry = new ImageAncestry(region -> switch (region) {
            case "here" -> Optional.of(here.store.images());
            case "there" -> Optional.of(there.store.images());
            default -> Optional.empty();
        });
        return ancestry.of(here.store.images().describe(List.of(id)).get(0), "here").stream()
                .map(ancestor -> ancestor.image().imageId() + " " + ancestor.region()).toList();
    }

    private static void insert(TestStore store, ImageId id, AccountId owner, ImageOrigin origin, ImageState state) {
        store.store.catalogue().change(change -> change.insert(Image.TABLE, new ImageDraft(
                id, "image " + id, owner, ImageType.MACHINE, Architecture.X86_64, Timestamp.now())
                .origin(origin).state(state).build()));
    }
}
