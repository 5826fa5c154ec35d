package dev.slipway.launcher.boot;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The words by which boot loaders, kernels and user spaces give themselves away on a serial console. One place, so that
 * a new sign is one line here and one in its test.
 */
final class ConsoleSigns {

    private record Sign<T>(String words, T meaning) {
    }

    /** They count wherever they stand in a line. The first that fits is it: a missing root also panics. */
    private static final List<Sign<FailureCause>> FAILURES = List.of(
        new Sign<>("VFS: Unable to mount root fs", FailureCause.NO_ROOT_DEVICE),
        new Sign<>("VFS: Cannot open root device", FailureCause.NO_ROOT_DEVICE),
        new Sign<>("Gave up waiting for root", FailureCause.NO_ROOT_DEVICE),
        new Sign<>("does not exist.  Dropping to a shell!", FailureCause.NO_ROOT_DEVICE),
        // dracut, when no device of the root appeared; its emergency shell follows.
        new Sign<>("Warning: Could not boot.", FailureCause.NO_ROOT_DEVICE),
        new Sign<>("tiny: no root device", FailureCause.NO_ROOT_DEVICE),
        new Sign<>("Kernel panic - not syncing", FailureCause.KERNEL_PANIC),
        new Sign<>("No bootable device", FailureCause.NOTHING_BOOTABLE),
        new Sign<>("No bootable option or device was found", FailureCause.NOTHING_BOOTABLE),
        new Sign<>("Missing operating system", FailureCause.NOTHING_BOOTABLE),
        new Sign<>("Operating system not found", FailureCause.NOTHING_BOOTABLE),
        new Sign<>("You are in emergency mode", FailureCause.EMERGENCY_SHELL),
        new Sign<>("You are in rescue mode", FailureCause.EMERGENCY_SHELL),
        // What sulogin says where root has no password; then nobody gets in at all.
        new Sign<>("Cannot open access to console, the root account is locked", FailureCause.EMERGENCY_SHELL),
        new Sign<>("Give root password for maintenance", FailureCause.EMERGENCY_SHELL),
        new Sign<>("Press Enter for maintenance", FailureCause.EMERGENCY_SHELL),
        // dracut's.
        new Sign<>("Entering emergency mode. Exit the shell to continue.", FailureCause.EMERGENCY_SHELL),
        new Sign<>("tiny: network none", FailureCause.NO_NETWORK),
        new Sign<>("no answer to DHCP", FailureCause.NO_NETWORK),
        // dhclient's, udhcpc's, and the services that bring an interface up or wait for one.
        new Sign<>("No DHCPOFFERS received", FailureCause.NO_NETWORK),
        new Sign<>("udhcpc: no lease", FailureCause.NO_NETWORK),
        new Sign<>("Failed to start systemd-networkd-", FailureCause.NO_NETWORK),
        new Sign<>("Failed to start Wait for Network to be Configured", FailureCause.NO_NETWORK),
        new Sign<>("Failed to start NetworkManager-wait-online", FailureCause.NO_NETWORK),
        new Sign<>("Failed to start Network Manager Wait Online", FailureCause.NO_NETWORK),
        new Sign<>("Failed to start networking.service", FailureCause.NO_NETWORK),
        new Sign<>("Failed to start Raise network interfaces", FailureCause.NO_NETWORK),
        new Sign<>("WARNING]: Failed to run module", FailureCause.CLOUD_INIT_FAILED),
        // Its user data is no YAML: it goes on without, and calls that done.
        new Sign<>("WARNING]: Failed loading yaml blob", FailureCause.CLOUD_INIT_FAILED),
        new Sign<>("Failed to start cloud-init", FailureCause.CLOUD_INIT_FAILED),
        new Sign<>("Failed to start cloud-con", FailureCause.CLOUD_INIT_FAILED),
        // systemd shortens the names of units in the middle.
        new Sign<>("Failed to start cloud-fin", FailureCause.CLOUD_INIT_FAILED));

    /** Prompts: decisive only at the end of a line that is not finished, where a program waits for input. */
    private static final List<Sign<FailureCause>> PROMPTS = List.of(
        new Sign<>("grub rescue>", FailureCause.BOOT_LOADER),
        new Sign<>("grub>", FailureCause.BOOT_LOADER),
        new Sign<>("boot:", FailureCause.BOOT_LOADER),
        new Sign<>("(initramfs)", FailureCause.EMERGENCY_SHELL),
        new Sign<>("dracut:/#", FailureCause.EMERGENCY_SHELL),
        new Sign<>("Shell>", FailureCause.NOTHING_BOOTABLE));

    private static final String PROMPT_WORDS = " login:";
    /** What a shell says of the login before, which is no prompt. */
    private static final String GREETING = "Last ";

    private static final List<Sign<Stage>> STAGES = List.of(
        new Sign<>("Linux version ", Stage.KERNEL),
        new Sign<>(" as init process", Stage.USERSPACE),
        new Sign<>("systemd[1]:", Stage.USERSPACE),
        new Sign<>("[  OK  ]", Stage.USERSPACE),
        new Sign<>("tiny: ramdisk", Stage.USERSPACE),
        new Sign<>("tiny: init", Stage.USERSPACE));

    private static final String CLOUD_INIT = "Cloud-init v. ";
    private static final String FINISHED = " finished at ";

    private static final String INTERFACES = "ci-info: |";
    private static final String TINY_INTERFACE = "tiny: network ";

    /** Made when a line may have an address in it: few waits of a cold process get that far. */
    private static final class Address {
        /** A row of cloud-init's table of interfaces: name, up, address; not the loopback's. Or what the tiny guest says. */
        static final Pattern LINE = Pattern.compile(
                "ci-info: \\|\\s+(?!lo\\s)\\S+\\s+\\|\\s+True\\s+\\|\\s+\\d+\\.\\d+\\.\\d+\\.\\d+\\s"
                + "|tiny: network \\S+ \\d+\\.\\d+\\.\\d+\\.\\d+");
    }

    private ConsoleSigns() {
    }

    /** The failure that a line gives away. */
    static Optional<FailureCause> failureIn(String line) {
        for (Sign<FailureCause> sign : FAILURES) {
            if (line.contains(sign.words)) {
                return Optional.of(sign.meaning);
            }
        }
        return Optional.empty();
    }

    /** Whether a word begins here: a line of the kernel's that is read in the middle may end with {@code smpboot:}. */
    private static boolean isWord(String text, int start) {
        return start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1));
    }

    /** The failure that an unfinished line gives away by standing at a prompt. */
    static Optional<FailureCause> failureAtPrompt(String unfinished) {
        String prompt = unfinished.stripTrailing();
        for (Sign<FailureCause> sign : PROMPTS) {
            if (prompt.endsWith(sign.words) && isWord(prompt, prompt.length() - sign.words.length())) {
                return Optional.of(sign.meaning);
            }
        }
        return Optional.empty();
    }

    /** The stage that a line proves. */
    static Optional<Stage> stageIn(String line) {
        Optional<Stage> furthest = Optional.empty();
        for (Sign<Stage> sign : STAGES) {
            if (line.contains(sign.words)) {
                furthest = Optional.of(sign.meaning);
            }
        }
        if (furthest.isPresent()) {
            return furthest;
        }
        if (line.contains(CLOUD_INIT) && line.contains(FINISHED)) {
            return Optional.of(Stage.CLOUD_INIT);
        }
        boolean mayHaveAddress = line.contains(INTERFACES) || line.contains(TINY_INTERFACE);
        return mayHaveAddress && Address.LINE.matcher(line).find() ? Optional.of(Stage.NETWORK) : Optional.empty();
    }

    /** Whether an unfinished line is a login prompt, as getty writes it: {@code NAME login:}. */
    static boolean loginPrompt(String unfinished) {
        return unfinished.stripTrailing().endsWith(PROMPT_WORDS) && !unfinished.startsWith(GREETING);
    }

    /**
     * Whether a line began as a login prompt and went on: other programs of the guest write behind the prompt, before
     * anybody has read it.
     */
    static boolean beganAsLoginPrompt(String line) {
        int name = line.indexOf(PROMPT_WORDS);
        if (name <= 0 || line.startsWith(GREETING)) {
            return false;
        }
        for (int i = 0; i < name; i++) {
            char c = line.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '-' && c != '.') {
                return false;
            }
        }
        return true;
    }
}
