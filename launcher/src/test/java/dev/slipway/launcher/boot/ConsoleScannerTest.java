package dev.slipway.launcher.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.launcher.cli.instance.Run;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleScannerTest {

    private final ConsoleScanner scanner = new ConsoleScanner(List.of(), List.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [    0.000000] Linux version 6.1.0 (debian-kernel)                            | KERNEL
            [    1.402] Run /init as init process                                         | USERSPACE
            tiny: init                                                                    | USERSPACE
            [  OK  ] Created slice system-getty.slice                                     | USERSPACE
            [    9.1] systemd[1]: Detected architecture x86-64.                           | USERSPACE
            tiny: network eth0 10.0.2.15                                                  | NETWORK
            [   52.1] cloud-init[262]: Cloud-init v. 22.4.2 finished at Fri, 27 Nov 2026  | CLOUD_INIT
            """)
    void aLineProvesAStage(String line, Stage stage) {
        scanner.feed(line + "\r\n");
        assertEquals(Set.of(stage), scanner.stages());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            No bootable device.                                                           | NOTHING_BOOTABLE
            BdsDxe: No bootable option or device was found.                               | NOTHING_BOOTABLE
            [ 2.1] Kernel panic - not syncing: Attempted to kill init!                    | KERNEL_PANIC
            [ 2.1] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown    | NO_ROOT_DEVICE
            ALERT!  UUID=12 does not exist.  Dropping to a shell!                         | NO_ROOT_DEVICE
            [ 2.1] VFS: Cannot open root device "nosuch" or unknown-block(0,0): error -6  | NO_ROOT_DEVICE
            [ 2.1] VFS: Unable to mount root fs via NFS.                                  | NO_ROOT_DEVICE
            Gave up waiting for root file system device.  Common problems:                | NO_ROOT_DEVICE
            dracut-initqueue[300]: Warning: Could not boot.                               | NO_ROOT_DEVICE
            tiny: no root device: /dev/nosuch                                             | NO_ROOT_DEVICE
            Missing operating system                                                      | NOTHING_BOOTABLE
            Operating system not found                                                    | NOTHING_BOOTABLE
            You are in emergency mode. After logging in, type                             | EMERGENCY_SHELL
            You are in rescue mode. After logging in, type                                | EMERGENCY_SHELL
            Cannot open access to console, the root account is locked.                    | EMERGENCY_SHELL
            Give root password for maintenance                                            | EMERGENCY_SHELL
            Press Enter for maintenance                                                   | EMERGENCY_SHELL
            Entering emergency mode. Exit the shell to continue.                          | EMERGENCY_SHELL
            tiny: network none                                                            | NO_NETWORK
            tiny: network eth0 no answer to DHCP                                          | NO_NETWORK
            No DHCPOFFERS received.                                                       | NO_NETWORK
            udhcpc: no lease, failing                                                     | NO_NETWORK
            [FAILED] Failed to start systemd-networkd-wait-online.service                 | NO_NETWORK
            [FAILED] Failed to start Wait for Network to be Configured.                   | NO_NETWORK
            [FAILED] Failed to start NetworkManager-wait-online.service                   | NO_NETWORK
            [FAILED] Failed to start Network Manager Wait Online.                         | NO_NETWORK
            [FAILED] Failed to start networking.service - Raise network interfaces.       | NO_NETWORK
            [FAILED] Failed to start Raise network interfaces.                            | NO_NETWORK
            cloud-init[3]: 2026 - cc_x.py[WARNING]: Failed to run module scripts-user (s) | CLOUD_INIT_FAILED
            cloud-init[3]: 2026 - util.py[WARNING]: Failed loading yaml blob. Invalid     | CLOUD_INIT_FAILED
            [FAILED] Failed to start cloud-init.service - Initial cloud-init job.         | CLOUD_INIT_FAILED
            [FAILED] Failed to start cloud-config.service                                 | CLOUD_INIT_FAILED
            [FAILED] Failed to start cloud-fin…xecute cloud user/final scripts.           | CLOUD_INIT_FAILED
            """)
    void aLineGivesAFailureAway(String line, FailureCause cause) {
        scanner.feed(line + "\n");
        assertEquals(Map.of(cause, line), scanner.failures());
    }

    @ParameterizedTest
    @CsvSource({"grub rescue> ,BOOT_LOADER", "'grub> ',BOOT_LOADER", "boot: ,BOOT_LOADER", "(initramfs) ,EMERGENCY_SHELL",
        "dracut:/# ,EMERGENCY_SHELL", "Shell> ,NOTHING_BOOTABLE"})
    void aPromptCountsOnlyWhereTheLineIsUnfinished(String prompt, FailureCause cause) {
        scanner.feed("echo of " + prompt + " in a line\n");
        assertEquals(Map.of(), scanner.failures());
        scanner.feed(prompt);
        assertEquals(Map.of(cause, prompt.strip()), scanner.failures());
    }

    @Test
    void aLineOfTheKernelThatIsReadInTheMiddleIsNoPrompt() {
        scanner.feed("[    0.403429] smpboot:");
        assertEquals(Map.of(), scanner.failures());
        scanner.feed(" CPU0: AMD EPYC\n");
        assertEquals(Map.of(), scanner.failures());
    }

    @Test
    void aLoginPromptIsTheLoginStageAndTalkAboutLoginsIsNot() {
        scanner.feed("Last login: Fri Nov 20 on ttyS0\nlogin: unfinished\n");
        assertEquals(Set.of(), scanner.stages());
        scanner.feed("\r\nDebian GNU/Linux 12 debian ttyS0\r\n\r\ndebian login: ");
        assertTrue(scanner.stages().contains(Stage.LOGIN));
    }

    @Test
    void aLoginPromptCountsWhenOtherProgramsWriteBehindIt() {
        scanner.feed("i-1234 login: tiny: ssh\n");
        assertTrue(scanner.stages().contains(Stage.LOGIN));
    }

    @Test
    void whatAShellGreetsWithIsNoPromptWhereverItIsCut() {
        scanner.feed("Last login:");
        scanner.feed(" Fri Nov 20 on ttyS0\nthe last web login: root\n");
        assertEquals(Set.of(), scanner.stages());
    }

    @Test
    void aBootLoaderThatIsGreetedWithIsNoUserSpace() {
        scanner.feed("GRUB loading...\nWelcome to GRUB!\n");
        assertEquals(Set.of(), scanner.stages());
    }

    @Test
    void textMayComeInAnyPiecesAndWithControlSequences() {
        for (char c : "\u001b[2J\u001b[01;01HLi\u001b[0mnux version 6\n\u001b[1;32mtiny login\u001b[0m: ".toCharArray()) {
            scanner.feed(String.valueOf(c));
        }
        assertTrue(scanner.stages().contains(Stage.LOGIN));
        assertEquals("Linux version 6", scanner.lastLines().get(0));
    }

    @Test
    void theStageNeverFallsBack() {
        scanner.feed("tiny login: ");
        scanner.feed("root\n[ 0.0] Linux version 6\n");
        assertTrue(scanner.stages().contains(Stage.LOGIN));
    }

    @Test
    void failuresComeInTheOrderInWhichTheyWereSeen() {
        scanner.feed("VFS: Cannot open root device \"vda\"\nKernel panic - not syncing: VFS\nVFS: Cannot open root device two\n");
        assertEquals(List.of(FailureCause.NO_ROOT_DEVICE, FailureCause.KERNEL_PANIC), List.copyOf(scanner.failures().keySet()));
        assertEquals("VFS: Cannot open root device \"vda\"", scanner.failures().get(FailureCause.NO_ROOT_DEVICE));
    }

    @Test
    void patternsAreFoundInFinishedAndUnfinishedLines() {
        Pattern ready = Pattern.compile("ready \\d+");
        Pattern other = Pattern.compile("other");
        ConsoleScanner line = new ConsoleScanner(List.of(ready, other), List.of());
        line.feed("almost ready\n");
        assertFalse(line.seen(ready));
        line.feed("now ready 7");
        assertTrue(line.seen(ready));
        assertFalse(line.seen(other));
    }

    @Test
    void patternsAreMetInTheirOrder() {
        Pattern one = Pattern.compile("one|two");
        Pattern two = Pattern.compile("two");
        Pattern three = Pattern.compile("^three");
        ConsoleScanner ordered = new ConsoleScanner(List.of(one, two, three), List.of());
        ordered.feed("three\ntw");
        assertFalse(ordered.seen(one));
        ordered.feed("o\n");
        assertTrue(ordered.seen(one));
        assertFalse(ordered.seen(two), "the same word does not count twice");
        ordered.feed("one two\n");
        assertTrue(ordered.seen(two));
        assertFalse(ordered.seen(three), "what was printed before does not count");
        ordered.feed("three");
        assertTrue(ordered.seen(three));
    }

    @Test
    void aForbiddenPatternIsToldWithItsLine() {
        Pattern oops = Pattern.compile("(?i)oops");
        ConsoleScanner never = new ConsoleScanner(List.of(), List.of(oops));
        never.feed("fine\n");
        assertEquals(Optional.empty(), never.forbidden(oops));
        never.feed("[ 1.2] Oops: 0002\noops again\n");
        assertEquals(Optional.of("[ 1.2] Oops: 0002"), never.forbidden(oops));
    }

    @Test
    void anAddressOfTheLoopbackIsNoNetwork() {
        scanner.feed("ci-info: |   lo   | True |         127.0.0.1         |   255.0.0.0   |  host  |\n");
        scanner.feed("ci-info: |  ens3  | False |     .     |   .   |  .  |\nci-info: |  ens3  | True |  fe80::1/64  | . |\n");
        assertEquals(Set.of(), scanner.stages());
    }

    @Test
    void anEndlessLineDoesNotFillTheMemory() {
        for (int i = 0; i < 1000; i++) {
            scanner.feed("x".repeat(10_000));
        }
        assertTrue(scanner.lastLines().stream().allMatch(kept -> kept.length() <= 4096));
        assertTrue(scanner.lastLines().size() <= 26);
    }
}
