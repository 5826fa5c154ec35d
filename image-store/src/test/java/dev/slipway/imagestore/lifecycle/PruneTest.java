package dev.slipway.imagestore.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.channel.ChannelName;
import dev.slipway.imagestore.channel.ExpectedImage;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.lifecycle.PruneDecision.Reason;
import dev.slipway.imagestore.registry.lookup.OwnImages;
import dev.slipway.imagestore.sharing.PermissionChange;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.imagestore.sweep.Roots;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a policy takes away, what it keeps, and what it says of both. */
class PruneTest {

    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00Z");
    private static final PrunePolicy KEEP_TWO = policy(2, "web-*");

    @TempDir
    private Path folder;
    private TestStore test;
    private ImageId oldest;

    @BeforeEach
    void open() throws IOException {
        test = new TestStore(folder);
        oldest = insert("web-1", 50);
        insert("web-2", 40);
        insert("web-3", 30);
        insert("web-4", 20);
        insert("db-1", 60);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void theNewestStayAndADryRunSaysTheSameAndDoesNothing() {
        Map<String, Reason> expected = Map.of("web-4", Reason.NEWEST, "web-3", Reason.NEWEST,
                "web-2", Reason.SUPERSEDED, "web-1", Reason.SUPERSEDED);
        Pruned look = prune().look(KEEP_TWO);
        assertEquals(expected, reasons(look));
        assertEquals(oldest, test.store.images().find("web-1").imageId());
        assertEquals(look, prune().run(KEEP_TWO));
        assertEquals(Map.of("web-4", Reason.NEWEST, "web-3", Reason.NEWEST), reasons(prune().run(KEEP_TWO)));
        refused(StoreError.IMAGE_NOT_FOUND, () -> test.store.images().find("web-1"));
        test.store.images().find("db-1");
    }

    @Test
    void whatIsInUseStays() {
        test.store.sweep().alsoNeeded(reader -> new Roots(Set.of(), Set.of(oldest)));
        assertStays(Reason.IN_USE);
    }

    @Test
    void whatIsCurrentInAChannelStaysAndWhatTheChannelWouldGoBackTo() {
        ChannelName stable = ChannelName.parse("web:stable");
        test.store.channels().promote("web-1", stable, ExpectedImage.ANY);
        assertStays(Reason.IN_CHANNEL);
        test.store.channels().promote("web-4", stable, ExpectedImage.ANY);
        assertStays(Reason.PREVIOUS_IN_CHANNEL);
        test.store.channels().promote("web-3", stable, ExpectedImage.ANY);
        assertEquals(Reason.SUPERSEDED, reasons(prune().look(policy(1, "web-*"))).get("web-1"));
    }

    @Test
    void whatIsProtectedStaysWhileItCoolsDownToo() {
        Protection protection = new Protection(own(), () -> NOON);
        protection.enable(oldest, true);
        assertStays(Reason.PROTECTED);
        protection.disable(oldest);
        assertStays(Reason.PROTECTED);
    }

    @Test
    void whatIsSharedStaysUnlessItIsAskedFor() {
        test.store.imageSharing().modify(oldest, PermissionChange.adding(new Permissions(false, List.of(TestStore.BOB))));
        assertStays(Reason.SHARED);
        PrunePolicy sharedToo = new PrunePolicy(
                ImageType.MACHINE, List.of("web-*"), false, 2, Optional.empty(), true, false);
        assertEquals(Reason.SUPERSEDED, reasons(prune().look(sharedToo)).get("web-1"));
        test.store.imageSharing().modify(oldest, PermissionChange.adding(new Permissions(true, List.of())));
        assertStays(Reason.SHARED);
    }

    @Test
    void whatIsNotOldEnoughStays() {
        PrunePolicy policy = new PrunePolicy(
                ImageType.MACHINE, List.of("web-*"), false, 1, Optional.of(Duration.ofDays(35)), false, false);
        assertEquals(Map.of("web-4", Reason.NEWEST, "web-3", Reason.TOO_YOUNG, "web-2", Reason.SUPERSEDED,
                "web-1", Reason.SUPERSEDED), reasons(prune().run(policy)));
    }

    @Test
    void whatCannotBeLaunchedTakesNobodysPlace() {
        state("web-5", ImageState.DISABLED);
        state("web-6", ImageState.FAILED);
        state("web-0", ImageState.PENDING);
        assertEquals(Map.of("web-6", Reason.SUPERSEDED, "web-5", Reason.NEWEST, "web-4", Reason.NEWEST,
                "web-3", Reason.NEWEST, "web-2", Reason.SUPERSEDED, "web-1", Reason.SUPERSEDED,
                "web-0", Reason.PENDING), reasons(prune().run(KEEP_TWO)));
    }

    @Test
    void eachPatternOrEachFamilyIsCountedByItself() {
        insert("db-2", 10);
        insert("plain", 5);
        assertEquals(Map.of("web-4", Reason.NEWEST, "web-3", Reason.SUPERSEDED, "web-2", Reason.SUPERSEDED,
                "web-1", Reason.SUPERSEDED, "db-2", Reason.NEWEST, "db-1", Reason.SUPERSEDED),
                reasons(prune().look(policy(1, "web-*", "db-?"))));
        PrunePolicy families = new PrunePolicy(
                ImageType.MACHINE, List.of("*"), true, 1, Optional.empty(), false, false);
        Pruned look = prune().look(families);
        assertEquals(Map.of("web-4", Reason.NEWEST, "web-3", Reason.SUPERSEDED, "web-2", Reason.SUPERSEDED,
                "web-1", Reason.SUPERSEDED, "db-2", Reason.NEWEST, "db-1", Reason.SUPERSEDED,
                "plain", Reason.NEWEST), reasons(look));
        assertEquals(List.of("plain", "db", "web"),
                look.decisions().stream().map(PruneDecision::group).distinct().toList());
        assertEquals(6, prune().run(policy(0, "web-*", "db-*")).decisions().size());
        assertEquals(List.of(), prune().run(policy(0, "web-*", "db-*")).decisions());
    }

    @Test
    void aKernelThatAnImageNamesStays() {
        ImageId kernel = insert("linux-1", TestStore.ALICE, ImageType.KERNEL, 20);
        insert("linux-2", TestStore.ALICE, ImageType.KERNEL, 10);
        own().change(oldest, draft -> draft.kernelId(Optional.of(kernel)));
        PrunePolicy policy = new PrunePolicy(
                ImageType.KERNEL, List.of("linux-*"), false, 1, Optional.empty(), false, false);
        assertEquals(Map.of("linux-2", Reason.NEWEST, "linux-1", Reason.BOOTS_ANOTHER), reasons(prune().run(policy)));
    }

    @Test
    void imagesOfOthersAreNotLookedAt() {
        insert("web-9", TestStore.BOB, ImageType.MACHINE, 1);
        assertEquals(4, prune().look(KEEP_TWO).decisions().size());
    }

    @Test
    void aPolicyThatSaysTooLittleIsRefused() {
        refused(StoreError.PARAMETER_MISSING, () -> policy(3));
        refused(StoreError.PARAMETER_VALUE, () -> policy(-1, "web-*"));
    }

    private void assertStays(Reason reason) {
        Map<String, Reason> reasons = reasons(prune().look(KEEP_TWO));
        assertEquals(reason, reasons.get("web-1"));
        assertEquals(Reason.SUPERSEDED, reasons.get("web-2"));
    }

    private static Map<String, Reason> reasons(Pruned pruned) {
        Map<String, Reason> reasons = new LinkedHashMap<>();
        pruned.decisions().forEach(decision -> reasons.put(decision.image().name(), decision.reason()));
        return reasons;
    }

    private static PrunePolicy policy(int keep, String... names) {
        return new PrunePolicy(ImageType.MACHINE, List.of(names), false, keep, Optional.empty(), false, true);
    }

    private Prune prune() {
        return new Prune(test.store.catalogue(), TestStore.ALICE, test.store.deregistration(), test.store.sweep(), () -> NOON);
    }

    private OwnImages own() {
        return new OwnImages(test.store.catalogue(), test.layout, TestStore.ALICE);
    }

    private void state(String name, ImageState state) {
        // web-5 and web-6 are the newest, web-0 the oldest.
        ImageId id = insert(name, name.equals("web-0") ? 100 : name.equals("web-5") ? 10 : 5);
        own().change(id, draft -> draft.state(state));
    }

    private ImageId insert(String name, int daysOld) {
        return insert(name, TestStore.ALICE, ImageType.MACHINE, daysOld);
    }

    private ImageId insert(String name, AccountId owner, ImageType type, int daysOld) {
        ImageId id = type == ImageType.KERNEL ? ImageId.nextKernel() : ImageId.nextMachine();
        Image image = new ImageDraft(
                id, name, owner, type, Architecture.X86_64, NOON.minus(Duration.ofDays(daysOld))).build();
        test.store.catalogue().change(change -> change.insert(Image.TABLE, image));
        return id;
    }

    private static void refused(StoreError error, Runnable work) {
        StoreException e = assertThrows(StoreException.class, work::run);
        assertEquals(error, e.kind(), e.getMessage());
    }
}
