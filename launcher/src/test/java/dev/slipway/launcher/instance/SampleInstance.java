package dev.slipway.launcher.instance;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.launcher.accelerator.Accelerator;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.BootSource;
import dev.slipway.launcher.instance.record.Hardware;
import dev.slipway.launcher.instance.record.InstanceDraft;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.ReservationId;
import dev.slipway.launcher.instance.state.Lifecycle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An instance as tests need one: of ALICE's, hvm, just launched, with a root volume. */
public final class SampleInstance {

    /** Whose it is. */
    public static final AccountId ALICE = new AccountId("111122223333");

    private SampleInstance() {
    }

    /** A new one, to be changed. */
    public static InstanceDraft draft() {
        return new InstanceDraft(InstanceId.next(), ReservationId.next(), ALICE, ImageId.nextMachine(), "lab.128m",
                Lifecycle.launched(Instant.EPOCH),
                new Hardware(Architecture.X86_64, 1, 1, 128, Accelerator.TCG, List.of()),
                BootSource.disk(Optional.empty(), Optional.empty()), "/dev/sda1")
                .volumes(List.of(volume("/dev/sda1", "vda", true)));
    }

    /** A volume on it. */
    public static AttachedVolume volume(String device, String target, boolean deleteOnTermination) {
        return new AttachedVolume(device, target, VolumeId.next(), deleteOnTermination, Instant.EPOCH, false);
    }
}
