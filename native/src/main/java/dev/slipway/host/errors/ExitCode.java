package dev.slipway.host.errors;

/** The exit codes of the command line, each with its number; docs/errors.md lists them for users. */
public enum ExitCode {
    DONE(0),
    DEFECT(1),
    USAGE(2),
    NOT_FOUND(3),
    REFUSED(4),
    NO_CAPACITY(5),
    HYPERVISOR_FAILED(6),
    NOT_PERMITTED(7),
    TIMED_OUT(10),
    NOTHING_BOOTABLE(11),
    BOOT_LOADER(12),
    KERNEL_PANIC(13),
    NO_ROOT_DEVICE(14),
    EMERGENCY_SHELL(15),
    NO_NETWORK(16),
    CLOUD_INIT_FAILED(17),
    GUEST_POWERED_OFF(18),
    QEMU_DIED(19),
    /** The guest came up, and something asked of it beyond that is not so. */
    CHECK_FAILED(20),
    /** Ended by Ctrl-C, as shells count it: 128 and the signal's number. */
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The number the process ends with. */
    public int number() {
        return number;
    }
}
