package dev.slipway.launcher.instance.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.volume.AttachmentState;
import dev.slipway.imagestore.volume.Volume;
import dev.slipway.imagestore.volume.VolumePlan;
import dev.slipway.launcher.accelerator.Accelerator;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.instance.history.Actor;
import dev.slipway.launcher.instance.history.InstanceHistory;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.BootSource;
import dev.slipway.launcher.instance.record.EphemeralDisk;
import dev.slipway.launcher.instance.record.Hardware;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceDraft;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.ReservationId;
import dev.slipway.launcher.instance.state.Lifecycle;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the record of an instance and the rows of its volumes say of each other. */
class AttachmentRowsTest {

    private static final AccountId ACCOUNT = new AccountId("123456789012");

    private ImageStore store;
    private InstanceRecords records;
    private AttachmentRows rows;
    private InstanceId instance;

    @BeforeEach
    void open(@TempDir Path home) {
        store = ImageStore.open(new StoreLayout(home, "local-1"), ACCOUNT, InstanceRecords.TABLES);
        store.operations().register(VolumeAttachments.KIND, operation -> { });
        records = new InstanceRecords(store.catalogue(), ACCOUNT, new InstanceHistory(new Actor("alice", "attach")));
        rows = new AttachmentRows(store, records);
        instance = InstanceId.next();
        store.catalogue().change(change -> change.insert(Instance.TABLE, new InstanceDraft(instance, ReservationId.next(),
                ACCOUNT, ImageId.nextMachine(), "lab.64m", Lifecycle.launched(Instant.EPOCH),
                new Hardware(Architecture.X86_64, 1, 1, 64, Accelerator.TCG, List.of()),
                BootSource.disk(Optional.empty(), Optional.empty()), "/dev/sda1")
                .ephemeralDisks(List.of(new EphemeralDisk("/dev/sdb", "vdb", 0, 1))).build()));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void recordAndRowSayTheSameAtEachStep() {
        VolumeId volume = create();
        AttachedVolume attached = attach(volume, Optional.empty(), AttachmentState.ATTACHING);
        assertEquals("/dev/sdf", attached.deviceName());
        assertAgree(volume, AttachmentState.ATTACHING);
        for (AttachmentState state : List.of(AttachmentState.ATTACHED, AttachmentState.DETACHING, AttachmentState.BUSY)) {
            store.catalogue().change(change -> rows.mark(change, instance, volume, state));
            assertAgree(volume, state);
        }
        store.catalogue().change(change -> rows.detach(change, instance, volume));
        assertEquals(List.of(), records.require(instance).volumes());
        assertEquals(List.of(), row(volume).attachments());
    }

    @Test
    void whetherAVolumeGoesWithItsInstanceIsSaidOfBothOrOfNone() {
        VolumeId volume = create();
        attach(volume, Optional.of("/dev/sdg"), AttachmentState.ATTACHED);
        store.catalogue().change(change -> rows.deleteOnTermination(change, instance, Map.of("/dev/sdg", true)));
        assertTrue(records.require(instance).volumes().get(0).deleteOnTermination());
        assertTrue(row(volume).attachments().get(0).deleteOnTermination());
        assertRefused(LauncherError.INVALID_PARAMETER_VALUE, () -> store.catalogue().change(change ->
                rows.deleteOnTermination(change, instance, Map.of("/dev/sdg", false, "/dev/sdh", false))));
        assertTrue(records.require(instance).volumes().get(0).deleteOnTermination(), "all or nothing");
    }

    @Test
    void aPlaceThatIsTakenIsRefused() {
        VolumeId volume = create();
        VolumeId other = create();
        attach(volume, Optional.of("/dev/sdg"), AttachmentState.ATTACHED);
        // By the same name, by another one of the same disk, an instance store disk's, the seed's, and none.
        for (String device : List.of("/dev/sdg", "/dev/xvdg", "/dev/sdb", "/dev/sdz", "/dev/nvme1")) {
            assertRefused(LauncherError.INVALID_PARAMETER_VALUE,
                    () -> attach(other, Optional.of(device), AttachmentState.ATTACHED));
        }
        assertRefused(StoreError.VOLUME_IN_USE, () -> attach(volume, Optional.empty(), AttachmentState.ATTACHED));
        assertRefused(StoreError.VOLUME_NOT_FOUND,
                () -> attach(VolumeId.next(), Optional.empty(), AttachmentState.ATTACHED));
        assertEquals(1, records.require(instance).volumes().size());
    }

    @Test
    void noMachineTakesMoreThanTwentyDisks() {
        List<String> names = new ArrayList<>();
        for (char letter = 'c'; letter <= 't'; letter++) {
            names.add("/dev/sd" + letter);
        }
        // With the instance store disk and the seed that makes twenty.
        names.forEach(name -> attach(create(), Optional.of(name), AttachmentState.ATTACHED));
        assertRefused(LauncherError.ATTACHMENT_LIMIT,
                () -> attach(create(), Optional.of("/dev/sdu"), AttachmentState.ATTACHED));
    }

    @Test
    void whenTheRecommendedNamesAreTakenOneHasToBeNamed() {
        for (char letter = 'f'; letter <= 'p'; letter++) {
            assertEquals("/dev/sd" + letter, attach(create(), Optional.empty(), AttachmentState.ATTACHED).deviceName());
        }
        assertRefused(LauncherError.ATTACHMENT_LIMIT, () -> attach(create(), Optional.empty(), AttachmentState.ATTACHED));
        assertEquals("vdq", attach(create(), Optional.of("/dev/sdq"), AttachmentState.ATTACHED).target());
    }

    private VolumeId create() {
        return store.volumes().create(VolumePlan.blank(1)).volumeId();
    }

    private AttachedVolume attach(VolumeId volume, Optional<String> device, AttachmentState state) {
        return store.catalogue().change(
                change -> rows.attach(change, instance, new AttachRequest(volume, device, false), state));
    }

    private Volume row(VolumeId volume) {
        return store.volumes().describe(List.of(volume)).get(0);
    }

    private void assertAgree(VolumeId volume, AttachmentState state) {
        AttachedVolume attached = rows.attached(records.require(instance), volume).orElseThrow();
        assertEquals(state, attached.state());
        assertEquals(state, row(volume).attachments().get(0).state());
        assertEquals(attached.deviceName(), row(volume).attachments().get(0).device());
    }

    private static void assertRefused(Enum<?> code, Runnable work) {
        SlipwayException refused = assertThrows(SlipwayException.class, work::run);
        assertEquals(code, refused.code());
    }
}
