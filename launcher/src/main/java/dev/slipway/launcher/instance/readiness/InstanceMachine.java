package dev.slipway.launcher.instance.readiness;

import dev.slipway.host.libvirt.QemuLog;
import dev.slipway.launcher.boot.GuestCondition;
import dev.slipway.launcher.boot.GuestMachine;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.InstanceId;
import java.time.Duration;

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
        return switch (machines.state(id)) {
            case ACTIVE, ENDING -> GuestCondition.RUNNING;
            // A QEMU that is told to end by a signal says so to libvirt as a guest's shutdown.
            case SHUT_DOWN -> log().wasSignalled() ? GuestCondition.DIED : GuestCondition.POWERED_OFF;
            case ABSENT, KILLED -> GuestCondition.ENDED;
            case FAILED -> heard.hasPanicked() ? GuestCondition.PANICKED : GuestCondition.DIED;
        };
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
