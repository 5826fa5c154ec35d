package dev.slipway.imagestore.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.product.ProductCode;
import dev.slipway.imagestore.sharing.Permissions;
import dev.slipway.imagestore.snapshot.Snapshot;
import dev.slipway.imagestore.snapshot.SnapshotFilters;
import dev.slipway.imagestore.snapshot.SnapshotSearch;
import dev.slipway.imagestore.snapshot.SnapshotState;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumeAttachment;
import dev.slipway.imagestore.volume.VolumeFilters;
import dev.slipway.imagestore.volume.VolumeSearch;
import dev.slipway.imagestore.volume.VolumeState;
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

/** The filters of snapshots and volumes, each with a hit and a miss, and who sees which snapshot. */
class OtherFiltersTest {

    private static final VolumeId VOLUME = new VolumeId("vol-00000000000000001");
    private static final Instant TIME = Instant.parse("2025-03-01T00:00:00Z");

    @TempDir
    private static Path folder;
    private static TestStore test;

    @BeforeAll
    static void fill() throws IOException {
        test = new TestStore(folder);
        insert(1, TestStore.ALICE, SnapshotState.COMPLETED, Permissions.NONE.and(List.of(TestStore.BOB)));
        insert(2, TestStore.ALICE, SnapshotState.PENDING, Permissions.NONE);
        insert(3, TestStore.BOB, SnapshotState.COMPLETED, Permissions.NONE.withPublic(true));
        insert(4, TestStore.BOB, SnapshotState.COMPLETED, Permissions.NONE);
        test.store.catalogue().change(change -> change.insert(Volume.TABLE, new Volume(VOLUME, TestStore.ALICE, 7,
                Optional.of(id(1)), Optional.of(LayerId.next()), 0, "local-1a", "io2", VolumeState.IN_USE, TIME,
                List.of(new VolumeAttachment("i-00000000000000001", "/dev/sdf", TIME, true)),
                List.of(new ProductCode("pc-1")), List.of(new Tag("env", "prod")))));
        test.store.catalogue().change(change -> change.insert(Volume.TABLE, new Volume(VolumeId.next(), TestStore.BOB, 7,
                Optional.empty(), Optional.empty(), 0, "local-1a", "gp3", VolumeState.AVAILABLE, TIME, List.of(),
                List.of(), List.of())));
    }

    @AfterAll
    static void close() {
        test.close();
    }

    @ParameterizedTest
    @CsvSource({
        "description,number 1,number", "encrypted,false,true", "owner-alias,self,amazon", "owner-id,*1000,1000",
        "product-code,pc-?,pc", "progress,100%,50%", "snapshot-id,snap-*1,snap-*7", "start-time,2025*,2024*",
        "status,completed,error", "tag:n,1,11", "tag-key,n,m", "volume-id,vol-*1,vol-*2", "volume-size,9,1",
    })
    void everySnapshotFilterFindsWhatItShould(String name, String hit, String miss) {
        assertTrue(snapshots(SnapshotSearch.by(new Filter(name, List.of(hit)))).contains(1));
        assertEquals(Set.of(), snapshots(SnapshotSearch.by(new Filter(name, List.of(miss)))));
    }

    @ParameterizedTest
    @CsvSource({
        "attachment.attach-time,2025-03-01*,2024*", "attachment.delete-on-termination,true,false",
        "attachment.device,/dev/sd?,/dev/sda", "attachment.instance-id,i-*1,i-*2", "attachment.status,attached,detached",
        "availability-zone,local-1a,local-1", "create-time,2025*,2024*", "encrypted,false,true", "product-code,pc-1,pc",
        "size,7,8", "snapshot-id,snap-*1,snap-*2", "status,in-use,available", "tag:env,p*,q*", "tag-key,env,prod",
        "volume-id,vol-*,aki-*", "volume-type,io2,gp3",
    })
    void everyVolumeFilterFindsWhatItShould(String name, String hit, String miss) {
        assertEquals(1, volumes(new Filter(name, List.of(hit))));
        assertEquals(0, volumes(new Filter(name, List.of(miss))));
    }

    @Test
    void everyNameHasARule() {
        for (String name : new SnapshotFilters(TestStore.ALICE).names()) {
            assertTrue(new SnapshotFilters(TestStore.ALICE).rule(name).isPresent(), name);
        }
        for (String name : new VolumeFilters().names()) {
            assertTrue(new VolumeFilters().rule(name).isPresent(), name);
        }
    }

    @Test
    void oneSeesOnesOwnSnapshotsAndThoseThatAreShared() {
        assertEquals(Set.of(1, 2, 3), snapshots(SnapshotSearch.ALL));
        assertEquals(Set.of(1, 2), snapshots(new SnapshotSearch(List.of(), List.of("self"), List.of(), List.of())));
        assertEquals(Set.of(1),
                snapshots(new SnapshotSearch(List.of(), List.of(), List.of("000000001001"), List.of())));
        assertEquals(Set.of(3), snapshots(new SnapshotSearch(List.of(), List.of(), List.of("all"), List.of())));
        assertEquals(Set.of(3), snapshots(new SnapshotSearch(List.of(id(3)), List.of(), List.of(), List.of())));
        try (ImageStore bob = test.openAs(TestStore.BOB); ImageStore carol = test.openAs(new AccountId("000000001002"))) {
            assertEquals(Set.of(1, 3, 4), numbers(bob.snapshots().search(SnapshotSearch.ALL, PageRequest.ALL)));
            assertEquals(Set.of(3), numbers(carol.snapshots().search(SnapshotSearch.ALL, PageRequest.ALL)));
            assertEquals(0, carol.volumes().search(VolumeSearch.ALL, PageRequest.ALL).items().size());
        }
    }

    @Test
    void snapshotsComeInPages() {
        Page<Snapshot> first = test.store.snapshots().search(SnapshotSearch.ALL, PageRequest.first(2));
        assertEquals(Set.of(1, 2), numbers(first));
        assertEquals(Set.of(3), numbers(test.store.snapshots().search(
                SnapshotSearch.ALL, new PageRequest(java.util.OptionalInt.of(2), first.nextToken()))));
    }

    private static Set<Integer> snapshots(SnapshotSearch search) {
        return numbers(test.store.snapshots().search(search, PageRequest.ALL));
    }

    private static Set<Integer> numbers(Page<Snapshot> page) {
        List<Integer> numbers = new ArrayList<>();
        page.items().forEach(snapshot -> numbers.add(Integer.parseInt(snapshot.tags().get(0).value())));
        return new TreeSet<>(numbers);
    }

    private static int volumes(Filter filter) {
        return test.store.volumes().search(VolumeSearch.by(filter), PageRequest.ALL).items().size();
    }

    private static SnapshotId id(int number) {
        return new SnapshotId("snap-0000000000000000" + number);
    }

    private static void insert(int number, AccountId owner, SnapshotState state, Permissions permissions) {
        test.store.catalogue().change(change -> change.insert(Snapshot.TABLE, new Snapshot(id(number), owner,
                Optional.of("number " + number), Optional.of(VOLUME), 9, state, Optional.empty(), TIME.plusSeconds(number),
                LayerId.next(), permissions, List.of(new ProductCode("pc-" + number)),
                List.of(new Tag("n", Integer.toString(number))))));
    }
}
