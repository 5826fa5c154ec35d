package dev.slipway.launcher.instance.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.launcher.instance.record.AttachedVolume;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order of a guest's disks, which is what it names them by. */
class DomainOfTest {

    @Test
    void theRootIsTheFirstDiskThoughItWasAttachedLast() {
        AttachedVolume data = volume("/dev/sdf", "vdf", "vol-00000000000000001");
        AttachedVolume more = volume("/dev/sdb", "vdb", "vol-00000000000000002");
        AttachedVolume root = volume("/dev/sda1", "vda", "vol-00000000000000003");
        assertEquals(List.of(root, more, data), DomainOf.inOrder(List.of(data, more, root)));
    }

    private static AttachedVolume volume(String device, String target, String id) {
        return new AttachedVolume(device, target, new VolumeId(id), false, Instant.EPOCH);
    }
}
