package dev.slipway.launcher.instance.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.image.VirtualizationType;
import dev.slipway.imagestore.mapping.BlockDevice;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.EphemeralDisk;
import dev.slipway.launcher.type.InstanceStorageDisk;
import dev.slipway.launcher.type.InstanceType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which disks a machine gets of its type, and how many fit. */
class DevicesDraftTest {

    @Test
    void aDiskOfTheTypeIsThereWhereItIsMapped() {
        DevicesDraft draft = draft(false);
        ephemeral(draft, "/dev/sdc", 1, true);
        assertEquals(List.of(new EphemeralDisk("/dev/sdc", "vdc", 1, 2_000_000_000L)), draft.build().ephemeralDisks());
    }

    @Test
    void theRemainingDisksOfAnNvmeTypeGetTheFirstFreeNames() {
        DevicesDraft draft = draft(true);
        ephemeral(draft, "/dev/sdb", 1, true);
        draft.addRemaining();
        assertEquals(List.of(new EphemeralDisk("/dev/sdb", "vdb", 1, 2_000_000_000L),
                new EphemeralDisk("/dev/sdc", "vdc", 0, 1_000_000_000L)), draft.build().ephemeralDisks());
    }

    @Test
    void beyondTheTypeTheImageIsPassedOverAndTheLaunchRefused() {
        DevicesDraft draft = draft(false);
        ephemeral(draft, "/dev/sdd", 2, false);
        assertEquals(List.of(), draft.build().ephemeralDisks());
        LauncherException e = assertThrows(LauncherException.class, () -> ephemeral(draft, "/dev/sdd", 2, true));
        assertEquals(LauncherError.BLOCK_DEVICE_MAPPING_INVALID, e.code());
        assertEquals("The instance type 'mine' has no ephemeral2; it has ephemeral0 to ephemeral1.", e.getMessage());
    }

    @Test
    void aDiskIsUsedOnceAndSoIsALetter() {
        DevicesDraft draft = draft(false);
        ephemeral(draft, "/dev/sdb", 0, true);
        assertThrows(LauncherException.class, () -> ephemeral(draft, "/dev/sdc", 0, true));
        assertThrows(LauncherException.class, () -> ephemeral(draft, "xvdb", 1, true));
    }

    @Test
    void asManyDisksAsFit() {
        DevicesDraft draft = draft(false);
        for (char letter = 'b'; letter < 'b' + 19; letter++) {
            blank(draft, "/dev/sd" + letter);
        }
        assertEquals(19, draft.build().volumes().size());
        blank(draft, "/dev/sdx");
        assertEquals(LauncherError.ATTACHMENT_LIMIT, assertThrows(LauncherException.class, draft::build).code());
    }

    @Test
    void anotherInstanceGetsVolumesOfItsOwn() {
        DevicesDraft draft = draft(false);
        blank(draft, "/dev/sdb");
        PlannedDevices one = draft.build();
        PlannedDevices other = one.anew();
        assertEquals(one.volumes().get(0).target(), other.volumes().get(0).target());
        assertEquals(2, List.of(one, other).stream().map(each -> each.volumes().get(0).plan().volumeId()).distinct().count());
    }

    private static void ephemeral(DevicesDraft draft, String name, int number, boolean asked) {
        draft.add(new BlockDeviceMapping(name, new BlockDevice.Ephemeral(number)), Map.of(), asked);
    }

    private static void blank(DevicesDraft draft, String name) {
        draft.add(new BlockDeviceMapping(name, new BlockDevice.Blank(1, "gp3", true)), Map.of(), true);
    }

    private static DevicesDraft draft(boolean nvme) {
        return new DevicesDraft("/dev/sda1", new InstanceType("mine", 1, 64, List.of(Architecture.X86_64),
                List.of(VirtualizationType.HVM), List.of(new InstanceStorageDisk(1, 1, "ssd"),
                new InstanceStorageDisk(1, 2, "hdd")), nvme), List.of());
    }
}
