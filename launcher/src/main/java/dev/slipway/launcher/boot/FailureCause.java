package dev.slipway.launcher.boot;

/** Why a guest does not come up; each has an error code and an exit code of its own in the launcher's errors. */
public enum FailureCause {
    NOTHING_BOOTABLE("the firmware found nothing it could boot"),
    BOOT_LOADER("the boot loader stopped at its prompt"),
    KERNEL_PANIC("the kernel panicked"),
    NO_ROOT_DEVICE("the kernel found no root device"),
    EMERGENCY_SHELL("the guest stands in an emergency shell"),
    GUEST_POWERED_OFF("the guest powered itself off"),
    QEMU_DIED("QEMU ended"),
    TIMED_OUT("the deadline passed");

    private final String sentence;

    FailureCause(String sentence) {
        this.sentence = sentence;
    }

    /** What happened, to be put into a sentence. */
    public String sentence() {
        return sentence;
    }
}
