package dev.slipway.launcher.instance.readiness;

import dev.slipway.host.libvirt.DomainStatus;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.QemuLog;
import dev.slipway.host.libvirt.StateReason;
import dev.slipway.host.libvirt.disk.DiskFault;
import dev.slipway.launcher.boot.GuestCondition;
import dev.slipway.launcher.boot.GuestMachine;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.MachineState;
import java.time.Duration;
import java.util.Optional;

/** The domain of an instance that is waited for. */
final class InstanceMachine implements GuestMachine {

    /** Where libvirt tells of changes: only for the event that is lost. */
    private static final Duration TOLD = Duration.ofSeconds(5);

    private final InstanceId id;
    private final Machines machines;
    private final MachineWatch watch;
    private final MachineWatch.Heard heard;

    InstanceMachine(InstanceId id, Machines machines, MachineWatch watch) {
        this.id = id;
        this.machines = machines;
        this.watch = watch;
        this.heard = watch.of(id);
    }

    @Override
    public GuestCondition condition() {
        heard.takeChange();
        Optional<DomainStatus> status = machines.status(id);
        if (status.isPresent() && status.get().reason() == StateReason.PAUSED_IO_ERROR) {
            return ofFailedDisks();
        }
        return switch (status.map(MachineState::of).orElse(MachineState.ABSENT)) {
            case ACTIVE, ENDING -> GuestCondition.RUNNING;
            // A QEMU that is told to end by a signal says so to libvirt as a guest's shutdown.
            case SHUT_DOWN -> log().wasSignalled() ? GuestCondition.DIED : GuestCondition.POWERED_OFF;
            case ABSENT, KILLED -> GuestCondition.ENDED;
            case FAILED -> heard.hasPanicked() ? GuestCondition.PANICKED : GuestCondition.DIED;
        };
    }

    private GuestCondition ofFailedDisks() {
        Optional<GuestDomain> found = machines.hypervisor().find(id.value());
        if (found.isEmpty()) {
            return GuestCondition.ENDED;
        }
        try (GuestDomain domain = found.get()) {
            return domain.disks().faults().containsValue(DiskFault.NO_SPACE) ? GuestCondition.DISK_FULL : GuestCondition.DISK_FAILED;
        }
    }

    @Override
    public boolean hasChanged() {
        return heard.hasChanged();
    }

    @Override
    public Duration pace() {
        return watch.isListening() ? TOLD : UNTOLD;
    }

    @Override
    public String lastWords() {
        QemuLog log = log();
        return log.lastWords().orElseGet(() -> "without a word, as when it is killed; its log is " + log.file());
    }

    private QemuLog log() {
        return QemuLog.of(machines.hypervisor().uri(), id.value());
    }
}
