package dev.slipway.launcher.ec2.server;

import dev.slipway.host.errors.ErrorCode;
import dev.slipway.host.errors.HostError;
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
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_LARGE = 413;

    private static final Map<ErrorCode, Integer> SPECIAL = Map.ofEntries(
            Map.entry(LauncherError.AUTH_FAILURE, UNAUTHORIZED),
            Map.entry(LauncherError.ACCESS_KEY_UNKNOWN, FORBIDDEN),
            Map.entry(LauncherError.SIGNATURE_MISMATCH, FORBIDDEN),
            Map.entry(LauncherError.UNSIGNED, FORBIDDEN),
            Map.entry(LauncherError.REQUEST_EXPIRED, BAD_REQUEST),
            Map.entry(LauncherError.UNAUTHORIZED, FORBIDDEN),
            Map.entry(LauncherError.DRY_RUN, PRECONDITION_FAILED),
            Map.entry(LauncherError.BODY_TOO_LARGE, TOO_LARGE),
            Map.entry(LauncherError.REQUEST_TIMED_OUT, REQUEST_TIMEOUT),
            Map.entry(LauncherError.REQUEST_LIMIT, UNAVAILABLE),
            Map.entry(HostError.HYPERVISOR_UNREACHABLE, UNAVAILABLE));

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
