package dev.slipway.launcher.instance.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.sqlite.SqliteCatalogue;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.launcher.instance.SampleInstance;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.Protection;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.StateReason;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written down of instances, by writing their records. */
class InstanceHistoryTest {

    private static final Instant NOW = Instant.parse("2026-11-20T18:07:55Z");

    private Catalogue catalogue;
    private InstanceRecords records;

    @BeforeEach
    void open(@TempDir Path folder) {
        catalogue = SqliteCatalogue.open(folder.resolve("catalogue.db"), InstanceRecords.TABLES);
        records = new InstanceRecords(catalogue, SampleInstance.ALICE, new InstanceHistory(new Actor("alice", "run")));
    }

    @AfterEach
    void close() {
        catalogue.close();
    }

    @Test
    void everyChangeOfStateIsWrittenWithItsReasonAndWhoDidIt() {
        Instance instance = insert(SampleInstance.draft().build());
        records.update(instance.instanceId(), now -> now.with(now.lifecycle().running(NOW)));
        records.update(instance.instanceId(),
                now -> now.with(now.lifecycle().moved(InstanceState.STOPPING, StateReason.USER_INITIATED, NOW)));
        records.update(instance.instanceId(), now -> now.with(
                now.lifecycle().moved(InstanceState.STOPPED, StateReason.USER_INITIATED, NOW.plusSeconds(60))));
        List<InstanceEvent> events = events();
        assertEquals(List.of("pending", "running", "stopping", "stopped"),
                events.stream().map(event -> event.state().ec2Name()).toList());
        assertEquals(List.of(1L, 2L, 3L, 4L), events.stream().map(InstanceEvent::sequence).toList());
        assertEquals(Optional.empty(), events.get(0).previous());
        assertEquals(Optional.of(InstanceState.STOPPING), events.get(3).previous());
        assertEquals(Optional.of(StateReason.USER_INITIATED), events.get(3).reason());
        assertEquals(Optional.of(new Actor("alice", "run")), events.get(3).actor());
        assertEquals(Optional.of("User initiated (2026-11-20 18:07:55 GMT)"),
                records.require(instance.instanceId()).lifecycle().transition(), "the time of the wish, not of its end");
    }

    @Test
    void whatChangesNothingIsNoEvent() {
        Instance instance = insert(SampleInstance.draft().build());
        records.update(instance.instanceId(), now -> now);
        records.update(instance.instanceId(), now -> now.with(now.trace()));
        assertEquals(1, events().size());
    }

    @Test
    void attributesAndVolumesAreNamed() {
        Instance instance = insert(SampleInstance.draft().build());
        AttachedVolume root = instance.volumes().get(0);
        AttachedVolume more = SampleInstance.volume("/dev/sdf", "vdf", false);
        records.update(instance.instanceId(), now -> now.draft()
                .instanceType("lab.64m").protection(new Protection(true, false)).volumes(List.of(root, more)).build());
        records.update(instance.instanceId(),
                now -> now.withVolumes(List.of(more.withDeleteOnTermination(true))));
        assertEquals(List.of(
                "volume-attached " + more.volumeId() + " /dev/sdf",
                "attribute instanceType: lab.128m -> lab.64m",
                "attribute disableApiTermination: true",
                "volume-detached " + root.volumeId() + " /dev/sda1",
                "attribute blockDeviceMapping: /dev/sdf DeleteOnTermination=true"),
                events().stream().skip(1).map(event -> event.kind() + " " + event.detail().orElseThrow()).toList());
    }

    @Test
    void whatATerminatedInstanceLosesIsNoEvent() {
        Instance instance = insert(SampleInstance.draft().build());
        records.update(instance.instanceId(), now -> now.emptied()
                .with(now.lifecycle().moved(InstanceState.TERMINATED, StateReason.USER_INITIATED, NOW)));
        assertEquals(2, events().size());
    }

    @Test
    void anUndoneChangeLeavesNoEvent() {
        Instance instance = insert(SampleInstance.draft().build());
        assertThrows(IllegalStateException.class, () -> catalogue.change(change -> {
            records.update(change, instance.instanceId(), now -> now.with(now.lifecycle().running(NOW)));
            throw new IllegalStateException("undone");
        }));
        assertEquals(1, events().size());
    }

    @Test
    void eventsOutliveTheirInstanceAsLongAsTheyAreAmongTheNewest() {
        Instance old = insert(SampleInstance.draft().build());
        Instance young = insert(SampleInstance.draft().build());
        for (int i = 0; i < InstanceHistory.KEPT; i += 1_000) {
            catalogue.change(change -> {
                for (int k = 0; k < 1_000; k++) {
                    records.history().attributeChanged(change, young, "userData");
                }
                return null;
            });
        }
        records.update(young.instanceId(), now -> now.with(now.lifecycle().running(NOW)));
        delete(old);
        delete(young);
        List<InstanceEvent> events = events();
        assertEquals(InstanceHistory.KEPT, events.size());
        assertTrue(events.stream().noneMatch(event -> event.instanceId().equals(old.instanceId())));
    }

    @Test
    void listsAreNarrowedByInstanceTimeNumberAndAccount() {
        Instance first = insert(SampleInstance.draft().build());
        Instance second = insert(SampleInstance.draft().build());
        assertEquals(1, list(SampleInstance.ALICE, List.of(second), 0, Optional.empty()).size());
        assertEquals(second.instanceId(), list(SampleInstance.ALICE, List.of(), 1, Optional.empty()).get(0).instanceId());
        assertEquals(0, list(SampleInstance.ALICE, List.of(first), 1, Optional.empty()).size());
        assertEquals(0, list(SampleInstance.ALICE, List.of(), 0, Optional.of(Instant.MAX)).size());
        assertEquals(2, list(SampleInstance.ALICE, List.of(), 0, Optional.of(Instant.EPOCH)).size());
        assertEquals(0, list(new AccountId("999999999999"), List.of(), 0, Optional.empty()).size());
    }

    private Instance insert(Instance instance) {
        return catalogue.change(change -> records.insert(change, instance));
    }

    private void delete(Instance instance) {
        catalogue.change(change -> {
            records.delete(change, instance.instanceId());
            return null;
        });
    }

    private List<InstanceEvent> events() {
        return list(SampleInstance.ALICE, List.of(), 0, Optional.empty());
    }

    private List<InstanceEvent> list(AccountId account, List<Instance> of, long after, Optional<Instant> since) {
        return catalogue.read(reader -> InstanceHistory.list(
                reader, account, of.stream().map(Instance::instanceId).toList(), after, since));
    }
}
