package dev.slipway.launcher.instance.machine;

import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.boot.FailureCause;
import dev.slipway.launcher.boot.Goal;
import dev.slipway.launcher.boot.GuestCondition;
import dev.slipway.launcher.boot.ReadinessWait;
import dev.slipway.launcher.boot.Verdict;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.InstanceId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Waits for instances to come up, and turns a guest that fails to into an error with the exit code of its cause. */
public final class Readiness {

    private final Machines machines;
    private final StoreLayout layout;

    /** Waits for domains on {@code machines}, whose consoles are files in {@code layout}. */
    public Readiness(Machines machines, StoreLayout layout) {
        this.machines = machines;
        this.layout = layout;
    }

    /**
     * Waits for all of them at once, each with the same deadline. The first failure is thrown once every wait has
     * ended.
     *
     * @param console told what the guest of a single instance prints while it is waited for
     */
    public List<Verdict.Ready> await(List<InstanceId> ids, Goal goal, Duration deadline, Consumer<String> console) {
        List<Parallel.Task<Verdict.Ready>> tasks = new ArrayList<>();
        for (InstanceId id : ids) {
            tasks.add(() -> await(id, goal, deadline, console));
        }
        return Parallel.run(tasks, tasks.size());
    }

    private Verdict.Ready await(InstanceId id, Goal goal, Duration deadline, Consumer<String> console)
            throws InterruptedException {
        Path log = new InstanceFiles(layout, id).console();
        Verdict verdict = new ReadinessWait(log, 0, goal, () -> condition(id), console).await(deadline);
        if (verdict instanceof Verdict.Failed failed) {
            throw failure(id, goal, deadline, failed);
        }
        return (Verdict.Ready) verdict;
    }

    private GuestCondition condition(InstanceId id) {
        return switch (machines.state(id)) {
            case ACTIVE, ENDING -> GuestCondition.RUNNING;
            case SHUT_DOWN -> GuestCondition.POWERED_OFF;
            case ABSENT, KILLED, FAILED -> GuestCondition.DIED;
        };
    }

    private static LauncherException failure(InstanceId id, Goal goal, Duration deadline, Verdict.Failed failed) {
        StringBuilder sentence = new StringBuilder("The instance '").append(id).append("' did not reach '").append(goal)
                .append("': ").append(failed.cause().sentence());
        if (failed.cause() == FailureCause.TIMED_OUT) {
            sentence.append(" after ").append(deadline.toSeconds()).append(" s");
        }
        failed.stage().ifPresent(stage -> sentence.append(" at stage '").append(stage.word()).append("'"));
        if (!failed.detail().isEmpty()) {
            sentence.append(" (").append(failed.detail()).append(')');
        }
        return new LauncherException(code(failed.cause()), sentence.append('.').toString(), lastLines(failed), null);
    }

    private static String lastLines(Verdict.Failed failed) {
        if (failed.lastLines().isEmpty()) {
            return "the guest printed nothing on its serial console";
        }
        return "the console ended with:\n" + String.join("\n", failed.lastLines());
    }

    private static LauncherError code(FailureCause cause) {
        return switch (cause) {
            case NOTHING_BOOTABLE -> LauncherError.NOTHING_BOOTABLE;
            case BOOT_LOADER -> LauncherError.BOOT_LOADER_STOPPED;
            case KERNEL_PANIC -> LauncherError.KERNEL_PANIC;
            case NO_ROOT_DEVICE -> LauncherError.NO_ROOT_DEVICE;
            case EMERGENCY_SHELL -> LauncherError.EMERGENCY_SHELL;
            case GUEST_POWERED_OFF -> LauncherError.GUEST_POWERED_OFF;
            case QEMU_DIED -> LauncherError.QEMU_DIED;
            case TIMED_OUT -> LauncherError.READINESS_TIMEOUT;
        };
    }
}
