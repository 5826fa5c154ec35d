package dev.slipway.launcher.instance.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.accelerator.Accelerator;
import dev.slipway.launcher.domain.Disk;
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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The order of a guest's disks, which is what it names them by. */
class DisksOfTest {

    private static final StoreLayout LAYOUT = new StoreLayout(Path.of("/srv/slipway"), "local-1");

    @Test
    void theRootIsTheFirstDiskThoughItWasAttachedLast() {
        assertEquals(List.of("vda", "vdb", "vdf", "vdz"), targets(List.of(),
                volume("/dev/sdf", "vdf", 0, false), volume("/dev/sdb", "vdb", 0, false), volume("/dev/sda1", "vda", 9, true)));
    }

    @Test
    void whatCameLaterIsCountedAsItWasAttached() {
        assertEquals(List.of("vda", "vdb", "vdc", "vdz", "vdg", "vdf"), targets(
                List.of(new EphemeralDisk("/dev/sdb", "vdb", 0, 1)),
                volume("/dev/sdf", "vdf", 2, true), volume("/dev/sdg", "vdg", 1, true),
                volume("/dev/sdc", "vdc", 0, false), volume("/dev/sda1", "vda", 0, false)));
    }

    @Test
    void theFirmwareBootsTheRootAndNothingElse() {
        List<Disk> disks = DisksOf.instance(instance(List.of(), volume("/dev/sdb", "vdb", 0, false),
                volume("/dev/sda1", "vda", 0, false)), LAYOUT, true, volume -> 0);
        assertEquals(1, disks.get(0).bootOrder().getAsInt());
        assertEquals(1, disks.stream().filter(disk -> disk.bootOrder().isPresent()).count());
    }

    private static List<String> targets(List<EphemeralDisk> ephemeral, AttachedVolume... volumes) {
        return DisksOf.instance(instance(ephemeral, volumes), LAYOUT, false, volume -> 0).stream().map(Disk::target).toList();
    }

    private static Instance instance(List<EphemeralDisk> ephemeral, AttachedVolume... volumes) {
        return new InstanceDraft(InstanceId.next(), ReservationId.next(), new AccountId("123456789012"),
                ImageId.nextMachine(), "lab.64m", Lifecycle.launched(Instant.EPOCH),
                new Hardware(Architecture.X86_64, 1, 1, 64, Accelerator.TCG, List.of()),
                BootSource.disk(Optional.empty(), Optional.empty()), "/dev/sda1")
                .volumes(List.of(volumes)).ephemeralDisks(ephemeral).build();
    }

    private static AttachedVolume volume(String device, String target, int attached, boolean later) {
        return new AttachedVolume(device, target, VolumeId.next(), false, Instant.ofEpochSecond(attached), later);
    }
}
