package dev.slipway.launcher.ec2.server;

import dev.slipway.host.errors.ErrorCode;
import dev.slipway.launcher.errors.LauncherError;
import java.util.Map;

/**
 * The status of an error. EC2 answers most of what a client did wrong with 400; clients repeat by themselves what is answered
 * with 500 or more.
 */
final class HttpStatus {

    static final int OK = 200;
    static final int NOT_FOUND = 404;
    static final int DEFECT = 500;
    static final int UNAVAILABLE = 503;
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int PRECONDITION_FAILED = 412;
    private static final int TOO_LARGE = 413;

    private static final Map<ErrorCode, Integer> SPECIAL = Map.of(
            LauncherError.AUTH_FAILURE, UNAUTHORIZED,
            LauncherError.ACCESS_KEY_UNKNOWN, FORBIDDEN,
            LauncherError.SIGNATURE_MISMATCH, FORBIDDEN,
            LauncherError.UNSIGNED, FORBIDDEN,
            LauncherError.REQUEST_EXPIRED, BAD_REQUEST,
            LauncherError.UNAUTHORIZED, FORBIDDEN,
            LauncherError.DRY_RUN, PRECONDITION_FAILED,
            LauncherError.BODY_TOO_LARGE, TOO_LARGE);

    private HttpStatus() {
    }

    static int of(ErrorCode code) {
        Integer special = SPECIAL.get(code);
        if (special != null) {
            return special;
        }
        return switch (code.exit()) {
            case DEFECT, HYPERVISOR_FAILED, NO_CAPACITY, QEMU_DIED -> DEFECT;
            case TIMED_OUT, INTERRUPTED -> UNAVAILABLE;
            case DONE, USAGE, NOT_FOUND, REFUSED, NOT_PERMITTED, NOTHING_BOOTABLE, BOOT_LOADER, KERNEL_PANIC,
                    NO_ROOT_DEVICE, EMERGENCY_SHELL, NO_NETWORK, CLOUD_INIT_FAILED, GUEST_POWERED_OFF, CHECK_FAILED ->
                    BAD_REQUEST;
        };
    }
}
