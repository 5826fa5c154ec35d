package dev.slipway.launcher.instance.readiness;

import dev.slipway.launcher.boot.FailureCause;
import dev.slipway.launcher.boot.Verdict;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.InstanceId;

/** The error that a guest which did not come up is reported by: a code for each cause, the console's end as the hint. */
final class ReadinessFailure {

    private ReadinessFailure() {
    }

    static LauncherException of(InstanceId id, Verdict.Failed failed) {
        StringBuilder sentence = new StringBuilder("The instance '").append(id)
                .append(failed.cause() == FailureCause.FORBIDDEN_OUTPUT ? "' broke '" : "' did not reach '")
                .append(failed.missing()).append("': ").append(failed.cause().sentence());
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
            case NO_NETWORK -> LauncherError.NO_NETWORK;
            case CLOUD_INIT_FAILED -> LauncherError.CLOUD_INIT_FAILED;
            case GUEST_POWERED_OFF -> LauncherError.GUEST_POWERED_OFF;
            case QEMU_DIED -> LauncherError.QEMU_DIED;
            case DISK_FULL -> LauncherError.GUEST_DISK_FULL;
            case DISK_FAILED -> LauncherError.GUEST_DISK_FAILED;
            case ENDED -> LauncherError.INCORRECT_INSTANCE_STATE;
            case FORBIDDEN_OUTPUT -> LauncherError.FORBIDDEN_OUTPUT;
            case SILENCE, TIMED_OUT -> LauncherError.READINESS_TIMEOUT;
        };
    }
}
