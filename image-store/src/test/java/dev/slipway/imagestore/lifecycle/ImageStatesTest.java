package dev.slipway.imagestore.lifecycle;

import static dev.slipway.imagestore.image.ImageState.AVAILABLE;
import static dev.slipway.imagestore.image.ImageState.DEREGISTERED;
import static dev.slipway.imagestore.image.ImageState.DISABLED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.channel.ChannelName;
import dev.slipway.imagestore.channel.ExpectedImage;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageDraft;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.record.RecordedChanges;
import dev.slipway.imagestore.registry.lookup.OwnImages;
import dev.slipway.imagestore.sharing.PermissionChange;
import dev.slipway.imagestore.sharing.Permissions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state of an image against everything that can be done to it, and time. */
class ImageStatesTest {

    private static final Instant NOON = Instant.parse("2026-06-15T12:00:00.000Z");

    private enum Action {
        LAUNCH(EnumSet.of(AVAILABLE), (store, id) -> launch(store, id)),
        SHARE(EnumSet.of(AVAILABLE), (store, id) -> store.imageSharing().modify(id, PermissionChange.adding(
                new Permissions(false, List.of(TestStore.BOB))))),
        UNSHARE(EnumSet.complementOf(EnumSet.of(DEREGISTERED)), (store, id) -> store.imageSharing().modify(id,
                PermissionChange.removing(new Permissions(false, List.of(TestStore.BOB))))),
        RESET(EnumSet.complementOf(EnumSet.of(DEREGISTERED)), (store, id) -> store.imageSharing().reset(id)),
        DEPRECATE(EnumSet.complementOf(EnumSet.of(DEREGISTERED)),
                (store, id) -> store.deprecation().enable(id, Timestamp.now().plus(Duration.ofDays(1)))),
        UNDEPRECATE(EnumSet.complementOf(EnumSet.of(DEREGISTERED)), (store, id) -> store.deprecation().disable(id)),
        DISABLE(EnumSet.of(AVAILABLE, DISABLED), (store, id) -> store.availability().disable(id)),
        ENABLE(EnumSet.of(AVAILABLE, DISABLED), (store, id) -> store.availability().enable(id)),
        PROTECT(EnumSet.complementOf(EnumSet.of(DEREGISTERED)), (store, id) -> store.protection().enable(id, true)),
        UNPROTECT(EnumSet.complementOf(EnumSet.of(DEREGISTERED)), (store, id) -> store.protection().disable(id)),
        PROMOTE(EnumSet.of(AVAILABLE), (store, id) -> store.channels().promote(
                id.value(), ChannelName.parse("web:stable"), ExpectedImage.ANY)),
        DEREGISTER(EnumSet.complementOf(EnumSet.of(DEREGISTERED)),
                (store, id) -> store.deregistration().run(List.of(id), true));

        private final Set<ImageState> allowed;
        private final BiConsumer<ImageStore, ImageId> work;

        Action(Set<ImageState> allowed, BiConsumer<ImageStore, ImageId> work) {
            this.allowed = allowed;
            this.work = work;
        }

        private static void launch(ImageStore store, ImageId id) {
            store.images().findLaunchable(id.value());
            store.catalogue().change(change -> {
                store.launches().record(change, id, NOON);
                return null;
            });
        }
    }

    @TempDir
    private Path folder;
    private TestStore test;
    private Instant now = NOON;

    @BeforeEach
    void open() throws IOException {
        test = new TestStore(folder);
    }

    @AfterEach
    void close() {
        test.close();
    }

    static Stream<Arguments> table() {
        return Stream.of(ImageState.values()).flatMap(
                state -> Stream.of(Action.values()).map(action -> Arguments.of(state, action)));
    }

    @ParameterizedTest
    @MethodSource("table")
    void eachActionIsAllowedInItsStatesOnly(ImageState state, Action action) {
        ImageId id = insert(state);
        if (action.allowed.contains(state)) {
            action.work.accept(test.store, id);
        } else {
            refused(StoreError.IMAGE_UNAVAILABLE, () -> action.work.accept(test.store, id));
            assertEquals(state, stored(id).state());
        }
    }

    @Test
    void disablingTakesTheImageFromOthersForGood() {
        ImageId id = insert(AVAILABLE);
        Action.SHARE.work.accept(test.store, id);
        assertEquals(DISABLED, test.store.availability().disable(id).state());
        try (ImageStore bob = test.openAs(TestStore.BOB)) {
            refused(StoreError.IMAGE_NOT_FOUND, () -> bob.images().find(id.value()));
            assertEquals("The image '" + id + "' is disabled.", refused(StoreError.IMAGE_UNAVAILABLE,
                    () -> test.store.images().findLaunchable("web")).getMessage());
            assertEquals(AVAILABLE, test.store.availability().enable(id).state());
            refused(StoreError.IMAGE_NOT_FOUND, () -> bob.images().find(id.value()));
        }
    }

    @Test
    void aDeprecatedImageIsFoundByOthersByItsIdOnly() {
        ImageId id = insert(AVAILABLE);
        Action.SHARE.work.accept(test.store, id);
        test.store.deprecation().enable(id, Timestamp.now());
        try (ImageStore bob = test.openAs(TestStore.BOB)) {
            // To the minute, and so perhaps up to half of one ahead.
            own().change(id, draft -> draft.deprecationTime(Optional.of(Timestamp.now().minusMillis(1))));
            assertEquals(id, bob.images().findLaunchable(id.value()).imageId());
            StoreException e = refused(StoreError.IMAGE_NOT_FOUND, () -> bob.images().find("web"));
            assertTrue(e.hint().orElseThrow().contains("deprecated"));
            assertEquals(id, test.store.images().find("web").imageId());
        }
    }

    @Test
    void deprecationIsRoundedToTheMinuteAndHasLimits() {
        ImageId id = insert(AVAILABLE);
        Deprecation deprecation = new Deprecation(own(), () -> now);
        assertEquals(Optional.of(Instant.parse("2026-06-15T12:05:00Z")),
                deprecation.enable(id, NOON.plusSeconds(5 * 60 + 29)).deprecationTime());
        assertEquals(Optional.of(Instant.parse("2026-06-15T12:06:00Z")),
                deprecation.enable(id, NOON.plusSeconds(5 * 60 + 30)).deprecationTime());
        assertEquals(Optional.of(NOON), deprecation.enable(id, NOON).deprecationTime());
        refused(StoreError.PARAMETER_VALUE, () -> deprecation.enable(id, NOON.minusSeconds(60)));
        refused(StoreError.PARAMETER_VALUE, () -> deprecation.enable(id, Instant.parse("2036-06-15T12:01:00Z")));
        deprecation.enable(id, Instant.parse("2036-06-15T12:00:00Z"));
        test.store.imageSharing().modify(id, PermissionChange.adding(Permissions.NONE.withPublic(true)));
        refused(StoreError.PARAMETER_VALUE, () -> deprecation.enable(id, Instant.parse("2036-06-15T12:00:00Z")));
        now = Instant.parse("2026-06-15T12:00:59Z");
        deprecation.enable(id, now);
    }

    @Test
    void aCooldownGoesOnForADayAndCannotBeTalkedOutOf() {
        ImageId id = insert(AVAILABLE);
        Protection protection = new Protection(own(), () -> now);
        protection.enable(id, false);
        refused(StoreError.OPERATION_NOT_PERMITTED, () -> deregister(id));
        protection.enable(id, true);
        protection.enable(id, false);
        protection.disable(id);
        refused(StoreError.OPERATION_NOT_PERMITTED, () -> deregister(id));
        now = now.plus(Duration.ofHours(23));
        protection.enable(id, false);
        protection.disable(id);
        StoreException e = refused(StoreError.OPERATION_NOT_PERMITTED, () -> deregister(id));
        assertTrue(e.getMessage().contains("cools down until 2026-06-16T12:00:00.000Z"), e.getMessage());
        now = now.plus(Duration.ofHours(1));
        deregister(id);
    }

    @Test
    void aProtectionWithoutCooldownEndsAtOnce() {
        ImageId id = insert(AVAILABLE);
        Protection protection = new Protection(own(), () -> now);
        protection.enable(id, false);
        protection.disable(id);
        deregister(id);
    }

    @Test
    void aLaunchLeavesItsTimeAndTouchesNothingElse() throws IOException {
        ImageId id = insert(AVAILABLE);
        List<String> files = test.filesInPlace();
        Action.LAUNCH.work.accept(test.store, id);
        assertEquals(Optional.of(NOON), stored(id).lastLaunchedTime());
        assertEquals(files, test.filesInPlace());
    }

    @Test
    void theRightToLaunchIncludesTheKernelThatTheImageNames() {
        ImageId kernel = insert(AVAILABLE, ImageId.nextKernel(), ImageType.KERNEL, "kernel");
        try (ImageStore bob = test.openAs(TestStore.BOB)) {
            refused(StoreError.IMAGE_NOT_FOUND, () -> bob.images().find(kernel.value()));
            assertEquals(kernel, bob.launches().bootImage(kernel).imageId());
            test.store.availability().disable(kernel);
            refused(StoreError.IMAGE_UNAVAILABLE, () -> bob.launches().bootImage(kernel));
            refused(StoreError.IMAGE_NOT_FOUND, () -> bob.launches().bootImage(ImageId.nextKernel()));
        }
    }

    private void deregister(ImageId id) {
        new Deregistration(test.store.catalogue(), test.store.operations(), TestStore.ALICE, own(), test.store.snapshots(),
                test.store.sweep(),
                new RecordedChanges(test.store.catalogue(), test.layout, test.store.operations()), () -> now)
                .run(List.of(id), false);
    }

    private OwnImages own() {
        return new OwnImages(test.store.catalogue(), test.layout, TestStore.ALICE);
    }

    private ImageId insert(ImageState state) {
        return insert(state, ImageId.nextMachine(), ImageType.MACHINE, "web");
    }

    private ImageId insert(ImageState state, ImageId id, ImageType type, String name) {
        Image image = new ImageDraft(id, name, TestStore.ALICE, type, Architecture.X86_64, NOON).state(state).build();
        test.store.catalogue().change(change -> change.insert(Image.TABLE, image));
        return id;
    }

    private Image stored(ImageId id) {
        return test.store.catalogue().read(reader -> reader.find(Image.TABLE, id.value())).orElseThrow().document();
    }

    private static StoreException refused(StoreError error, Runnable work) {
        StoreException e = assertThrows(StoreException.class, work::run);
        assertEquals(error, e.kind(), e.getMessage());
        return e;
    }
}
