package dev.slipway.launcher.boot;

/** Why a guest does not come up; each has an error code and an exit code of its own in the launcher's errors. */
public enum FailureCause {
    NOTHING_BOOTABLE("nothing-bootable", "the firmware found nothing it could boot"),
    BOOT_LOADER("boot-loader", "the boot loader stopped at its prompt"),
    KERNEL_PANIC("kernel-panic", "the kernel panicked"),
    NO_ROOT_DEVICE("no-root-device", "the kernel found no root device"),
    EMERGENCY_SHELL("emergency-shell", "the guest stands in an emergency shell"),
    NO_NETWORK("no-network", "the guest has no address"),
    CLOUD_INIT_FAILED("cloud-init-failed", "cloud-init failed"),
    GUEST_POWERED_OFF("guest-powered-off", "the guest powered itself off"),
    QEMU_DIED("qemu-died", "QEMU ended"),
    DISK_FULL("disk-full", "it is paused, as the host has no space left for what it writes"),
    DISK_FAILED("disk-failed", "it is paused, as the host cannot read or write a disk of it"),
    /** Somebody stopped or terminated it while it was waited for. */
    ENDED("ended", "somebody ended it"),
    /** The console has a line that it must not have, as somebody who waits for the guest said. */
    FORBIDDEN_OUTPUT("forbidden-output", "the guest printed what it must not"),
    /** Nothing was printed for longer than a guest that goes on would be silent. */
    SILENCE("silence", "the guest prints nothing any more"),
    TIMED_OUT("timed-out", "the deadline passed");

    private final String word;
    private final String sentence;

    FailureCause(String word, String sentence) {
        this.word = word;
        this.sentence = sentence;
    }

    /** Its word in a verdict, such as {@code kernel-panic}. */
    public String word() {
        return word;
    }

    /** What happened, to be put into a sentence. */
    public String sentence() {
        return sentence;
    }

    /**
     * Whether it is a failure for somebody who waits for this stage. A guest without an address, or with a cloud-init
     * that failed, can be logged in to all the same.
     */
    boolean hinders(Stage stage) {
        return switch (this) {
            case NO_NETWORK -> stage == Stage.NETWORK || stage == Stage.SSH;
            case CLOUD_INIT_FAILED -> stage == Stage.CLOUD_INIT;
            case NOTHING_BOOTABLE, BOOT_LOADER, KERNEL_PANIC, NO_ROOT_DEVICE, EMERGENCY_SHELL, GUEST_POWERED_OFF,
                    QEMU_DIED, DISK_FULL, DISK_FAILED, ENDED, FORBIDDEN_OUTPUT, SILENCE, TIMED_OUT -> true;
        };
    }

    /** Whether it is a failure whatever is waited for. */
    boolean isDecisive() {
        return this != NO_NETWORK && this != CLOUD_INIT_FAILED;
    }
}
