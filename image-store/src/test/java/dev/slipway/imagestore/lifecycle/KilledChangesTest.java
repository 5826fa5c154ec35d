package dev.slipway.imagestore.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.channel.Channel;
import dev.slipway.imagestore.channel.ChannelName;
import dev.slipway.imagestore.channel.ExpectedImage;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.json.Json;
import dev.slipway.imagestore.layer.DiskSource;
import dev.slipway.imagestore.operation.DoomedProcess;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.registry.ImageModification;
import dev.slipway.imagestore.sharing.AccountSettings;
import dev.slipway.imagestore.sharing.PermissionChange;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.tag.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that is killed between a record and its row: the next command makes the two agree. */
public class KilledChangesTest {

    private static final ChannelName STABLE = ChannelName.parse("web:stable");
    private static final Permissions EVERYBODY = Permissions.NONE.withPublic(true);

    /** What the process was about to do. */
    public enum Change {
        SHARE(store -> store.imageSharing().modify(web(store), PermissionChange.adding(EVERYBODY))),
        RESET(store -> store.imageSharing().reset(web(store))),
        SHARE_SNAPSHOT(store -> store.snapshotSharing().modify(
                store.images().find("web").snapshotIds().get(0), PermissionChange.adding(EVERYBODY))),
        BLOCK(store -> store.blockPublicAccess().blockImages(true)),
        DEPRECATE(store -> store.deprecation().enable(web(store), Timestamp.now())),
        DISABLE(store -> store.availability().disable(web(store))),
        PROTECT(store -> store.protection().enable(web(store), false)),
        PROMOTE(store -> store.channels().promote("web", STABLE, ExpectedImage.ANY)),
        PROMOTE_ANEW(store -> store.channels().promote("other", ChannelName.parse("a:b"), ExpectedImage.ANY)),
        DELETE_CHANNEL(store -> store.channels().delete(List.of(STABLE))),
        MODIFY(store -> store.images().modify(
                web(store), new ImageModification(Optional.of("new"), Optional.empty()))),
        TAG(store -> store.tags().add(List.of(web(store).value(),
                store.images().find("web").snapshotIds().get(0).value()), List.of(new Tag("a", "b")))),
        DEREGISTER(store -> store.deregistration().run(List.of(web(store)), false)),
        DEREGISTER_WITH_SNAPSHOTS(store -> store.deregistration().run(List.of(web(store)), true)),
        PRUNE(store -> store.prune().run(
                new PrunePolicy(ImageType.MACHINE, List.of("web"), false, 0, Optional.empty(), false, true)));

        private final Consumer<ImageStore> work;

        Change(Consumer<ImageStore> work) {
            this.work = work;
        }

        /** Does it. */
        public void run(ImageStore store) {
            work.accept(store);
        }

        private static ImageId web(ImageStore store) {
            return store.images().find("web").imageId();
        }
    }

    @TempDir
    private Path folder;
    private TestStore test;

    @BeforeEach
    void importTwo() throws IOException {
        test = new TestStore(folder);
        for (String name : List.of("web", "other")) {
            test.store.images().importMachineImage(ImageSettings.named(name),
                    DiskSource.of(test.raw(name + ".raw", 1, name.hashCode())), Progress.NONE);
        }
        test.store.channels().promote("other", STABLE, ExpectedImage.ANY);
    }

    @AfterEach
    void close() {
        test.close();
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void beforeTheCommitNothingHasChanged(Change change) throws IOException {
        Set<String> before = everything();
        assertEquals(Failpoint.EXIT, DoomedProcess.run(test.layout, Failpoint.RECORDS_WRITTEN, "change", change.name()));
        assertSettled();
        assertEquals(before, everything());
    }

    @ParameterizedTest
    @EnumSource(value = Change.class, names = {"SHARE", "PROMOTE_ANEW", "DELETE_CHANNEL", "DEREGISTER"})
    void afterTheCommitItIsDone(Change change) throws IOException {
        assertEquals(Failpoint.EXIT, DoomedProcess.run(test.layout, Failpoint.RECORDS_COMMITTED, "change", change.name()));
        Set<String> after = everything();
        assertSettled();
        assertEquals(after, everything());
    }

    private void assertSettled() throws IOException {
        assertEquals(List.of(), test.store.operations().recover());
        assertEquals(List.of(), test.leftovers());
        assertEquals(everything(), records());
    }

    private Set<String> everything() {
        Set<String> rows = new TreeSet<>();
        for (Image image : documents(Image.TABLE)) {
            if (image.state() != ImageState.DEREGISTERED) {
                rows.add(Json.write(image));
            }
        }
        for (Table<?> table : List.of(Snapshot.TABLE, Channel.TABLE, AccountSettings.TABLE)) {
            documents(table).forEach(document -> rows.add(Json.write(document)));
        }
        return rows;
    }

    private <T> List<T> documents(Table<T> table) {
        return test.store.catalogue().read(reader -> reader.list(table, Query.all())).stream().map(Stored::document).toList();
    }

    private Set<String> records() throws IOException {
        Set<String> records = new TreeSet<>();
        for (Path place : List.of(
                test.layout.images(), test.layout.snapshots(), test.layout.channels(), test.layout.accounts())) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.list(place)) {
                    for (Path file : files.collect(Collectors.toList())) {
                        records.add(Files.readString(file));
                    }
                }
            }
        }
        return records;
    }
}
