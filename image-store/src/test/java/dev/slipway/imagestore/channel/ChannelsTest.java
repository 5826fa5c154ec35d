package dev.slipway.imagestore.channel;

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
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.json.Json;
import dev.slipway.imagestore.sharing.PermissionChange;
import dev.slipway.imagestore.sharing.Permissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One version after another under one name. */
class ChannelsTest {

    private static final ChannelName STABLE = ChannelName.parse("web:stable");
    private static final ChannelName CANDIDATE = ChannelName.parse("web:candidate");
    private static final PermissionChange PUBLIC = PermissionChange.adding(new Permissions(true, List.of()));

    @TempDir
    private Path folder;
    private TestStore test;
    private Channels channels;
    private ImageId first;
    private ImageId second;
    private ImageId third;

    @BeforeEach
    void open() throws IOException {
        test = new TestStore(folder);
        channels = test.store.channels();
        first = insert("web-1", TestStore.ALICE, ImageType.MACHINE);
        second = insert("web-2", TestStore.ALICE, ImageType.MACHINE);
        third = insert("web-3", TestStore.ALICE, ImageType.MACHINE);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void aVersionGoesFromChannelToChannelAndIsLaunchedByThatName() throws IOException {
        promote("web-1", CANDIDATE);
        promote("web:candidate", STABLE);
        promote("web-2", CANDIDATE);
        assertEquals(first, test.store.images().findLaunchable("web:stable").imageId());
        assertEquals(second, test.store.images().findLaunchable("web:candidate").imageId());
        assertEquals(Map.of(first, List.of("web:stable"), second, List.of("web:candidate")),
                channels.leadingTo(List.of(test.store.images().find("web-1"))));
        Channel stable = channels.describe(List.of(STABLE)).get(0);
        assertEquals(stable, Json.read(Files.readString(test.layout.channelRecord(stable.channelId())), Channel.class));
        test.store.sweep().run();
        assertTrue(Files.exists(test.layout.channelRecord(stable.channelId())));
        channels.delete(List.of(STABLE, CANDIDATE));
        assertEquals(List.of(), channels.list());
        assertTrue(Files.notExists(test.layout.channelRecord(stable.channelId())));
        refused(StoreError.IMAGE_NOT_FOUND, () -> test.store.images().find("web:stable"));
    }

    @Test
    void goingBackLeadsToTheVersionBeforeAndFurtherWhenItIsAskedForAgain() {
        promote("web-1", STABLE);
        refused(StoreError.IMAGE_UNAVAILABLE, () -> channels.back(STABLE, ExpectedImage.ANY));
        promote("web-2", STABLE);
        promote("web-2", STABLE);
        assertEquals(2, channels.list().get(0).history().size());
        promote("web-3", STABLE);
        assertEquals(second, channels.back(STABLE, ExpectedImage.ANY).imageId());
        assertEquals(first, channels.back(STABLE, ExpectedImage.ANY).imageId());
        refused(StoreError.IMAGE_UNAVAILABLE, () -> channels.back(STABLE, ExpectedImage.ANY));
        promote("web-3", STABLE);
        assertEquals(Optional.of(first), channels.list().get(0).previous());
        test.store.availability().disable(first);
        refused(StoreError.IMAGE_UNAVAILABLE, () -> channels.back(STABLE, ExpectedImage.ANY));
        assertEquals(third, channels.list().get(0).imageId());
        refused(StoreError.CHANNEL_NOT_FOUND, () -> channels.back(CANDIDATE, ExpectedImage.ANY));
    }

    @Test
    void aLongHistoryIsCutAndStillLeadsBack() {
        for (int i = 0; i < Channel.HISTORY; i++) {
            promote("web-1", STABLE);
            promote("web-2", STABLE);
            promote("web-3", STABLE);
        }
        Channel channel = channels.list().get(0);
        assertEquals(Channel.HISTORY, channel.history().size());
        assertEquals(Optional.of(second), channel.previous());
    }

    @Test
    void ofPromotionsThatExpectTheSameOneWins() throws InterruptedException, ExecutionException {
        channels.promote("web-1", STABLE, ExpectedImage.NONE);
        refused(StoreError.CONCURRENT_CHANGE, () -> channels.promote("web-2", STABLE, ExpectedImage.NONE));
        refused(StoreError.CONCURRENT_CHANGE, () -> channels.back(STABLE, ExpectedImage.of(second)));
        List<Callable<Boolean>> rivals = new ArrayList<>();
        for (String image : List.of("web-2", "web-3", "web-2", "web-3")) {
            rivals.add(() -> {
                try (ImageStore store = test.openAs(TestStore.ALICE)) {
                    store.channels().promote(image, STABLE, ExpectedImage.of(first));
                    return true;
                } catch (StoreException e) {
                    assertEquals(StoreError.CONCURRENT_CHANGE, e.kind(), e.getMessage());
                    return false;
                }
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(rivals.size());
        int won = 0;
        for (Future<Boolean> rival : threads.invokeAll(rivals)) {
            won += rival.get() ? 1 : 0;
        }
        threads.shutdown();
        assertEquals(1, won);
        assertEquals(2, channels.list().get(0).history().size());
    }

    @Test
    void promotionsAtOnceComeOneAfterTheOther() throws InterruptedException, ExecutionException {
        List<Callable<Channel>> rivals = new ArrayList<>();
        for (String image : List.of("web-1", "web-2", "web-3")) {
            rivals.add(() -> {
                try (ImageStore store = test.openAs(TestStore.ALICE)) {
                    return store.channels().promote(image, STABLE, ExpectedImage.ANY);
                }
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(rivals.size());
        for (Future<Channel> rival : threads.invokeAll(rivals)) {
            rival.get();
        }
        threads.shutdown();
        assertEquals(3, channels.list().get(0).history().size());
    }

    @Test
    void onesOwnChannelComesBeforeThoseOfOthers() {
        promote("web-1", STABLE);
        try (ImageStore bob = test.openAs(TestStore.BOB);
                ImageStore carol = test.openAs(new AccountId("000000001002"))) {
            refused(StoreError.IMAGE_NOT_FOUND, () -> bob.images().find("web:stable"));
            test.store.imageSharing().modify(first, PUBLIC);
            assertEquals(first, bob.images().findLaunchable("web:stable").imageId());
            ImageId bobs = insert("web-1", TestStore.BOB, ImageType.MACHINE);
            bob.channels().promote(bobs.value(), STABLE, ExpectedImage.ANY);
            assertEquals(bobs, bob.images().find("web:stable").imageId());
            assertEquals(first, bob.images().find(TestStore.ALICE + "/web:stable").imageId());
            assertEquals(first, carol.images().find("web:stable").imageId());
            bob.imageSharing().modify(bobs, PUBLIC);
            StoreException e = refused(StoreError.IMAGE_AMBIGUOUS, () -> carol.images().find("web:stable"));
            assertTrue(e.hint().orElseThrow().contains(bobs.value()));
            assertEquals(bobs, carol.images().find(TestStore.BOB + "/web:stable").imageId());
            assertEquals(List.of(TestStore.ALICE + "/web:stable"),
                    carol.channels().leadingTo(List.of(test.store.images().find("web-1"))).get(first));
            // An image that is shared may be promoted to a channel of one's own.
            assertEquals(first, carol.channels().promote(first.value(), CANDIDATE, ExpectedImage.ANY).imageId());
        }
    }

    @Test
    void onlyMachineImagesThatCanBeLaunchedArePromoted() {
        ImageId kernel = insert("kernel", TestStore.ALICE, ImageType.KERNEL);
        refused(StoreError.IMAGE_UNAVAILABLE, () -> promote(kernel.value(), STABLE));
        test.store.availability().disable(first);
        refused(StoreError.IMAGE_UNAVAILABLE, () -> promote("web-1", STABLE));
        refused(StoreError.IMAGE_NOT_FOUND, () -> promote("nosuch", STABLE));
        refused(StoreError.IMAGE_NOT_FOUND, () -> promote("web:nosuch", STABLE));
        assertEquals(List.of(), channels.list());
        promote("web-2", STABLE);
        StoreException e = refused(StoreError.DEPENDENCY_VIOLATION,
                () -> test.store.deregistration().run(List.of(first, second), false));
        assertEquals("The image '" + second + "' is current in the channel 'web:stable'.", e.getMessage());
        assertEquals(ImageState.DISABLED, test.store.images().find("web-1").state());
        refused(StoreError.CHANNEL_NOT_FOUND, () -> channels.delete(List.of(STABLE, CANDIDATE)));
        assertEquals(1, channels.list().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", ":stable", "web:", "web:a:b", "-web:stable", "web:.stable", "we b:stable", "../x:y", "web:st/able",
            "web:stable\n", "w'eb:stable", "12345678901/web:stable"})
    void aMalformedNameIsRefused(String name) {
        StoreException e = refused(StoreError.CHANNEL_NAME_MALFORMED, () -> ChannelName.parse(name));
        assertTrue(e.getMessage().indexOf('\n') < 0);
        refused(name.equals("web") ? StoreError.IMAGE_NOT_FOUND : StoreError.CHANNEL_NAME_MALFORMED,
                () -> test.store.images().find(name));
        refused(StoreError.CHANNEL_NAME_MALFORMED, () -> ChannelName.parse("x".repeat(65) + ":y"));
    }

    private Channel promote(String image, ChannelName name) {
        return channels.promote(image, name, ExpectedImage.ANY);
    }

    private ImageId insert(String name, AccountId owner, ImageType type) {
        ImageId id = type == ImageType.KERNEL ? ImageId.nextKernel() : ImageId.nextMachine();
        Image image = new ImageDraft(id, name, owner, type, Architecture.X86_64, Timestamp.now()).build();
        test.store.catalogue().change(change -> change.insert(Image.TABLE, image));
        return id;
    }

    private static StoreException refused(StoreError error, Runnable work) {
        StoreException e = assertThrows(StoreException.class, work::run);
        assertEquals(error, e.kind(), e.getMessage());
        return e;
    }
}
