package dev.slipway.launcher.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleScannerTest {

    private final ConsoleScanner scanner = new ConsoleScanner(Optional.empty());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [    0.000000] Linux version 6.1.0 (debian-kernel)                            | KERNEL
            [    1.402] Run /init as init process                                         | USERSPACE
            tiny: init                                                                    | USERSPACE
            [  OK  ] Created slice system-getty.slice                                     | USERSPACE
            [    9.1] systemd[1]: Detected architecture x86-64.                           | USERSPACE
            """)
    void aLineProvesAStage(String line, Stage stage) {
        scanner.feed(line + "\r\n");
        assertEquals(Optional.of(stage), scanner.stage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            No bootable device.                                                           | NOTHING_BOOTABLE
            BdsDxe: No bootable option or device was found.                               | NOTHING_BOOTABLE
            [ 2.1] Kernel panic - not syncing: Attempted to kill init!                    | KERNEL_PANIC
            [ 2.1] Kernel panic - not syncing: VFS: Unable to mount root fs on unknown    | NO_ROOT_DEVICE
            ALERT!  UUID=12 does not exist.  Dropping to a shell!                         | NO_ROOT_DEVICE
            You are in emergency mode. After logging in, type                             | EMERGENCY_SHELL
            """)
    void aLineGivesAFailureAway(String line, FailureCause cause) {
        scanner.feed(line + "\n");
        assertEquals(Optional.of(cause), scanner.failure());
        assertEquals(line, scanner.failureLine());
    }

    @ParameterizedTest
    @CsvSource({"grub rescue> ,BOOT_LOADER", "'grub> ',BOOT_LOADER", "boot: ,BOOT_LOADER", "(initramfs) ,EMERGENCY_SHELL"})
    void aPromptCountsOnlyWhereTheLineIsUnfinished(String prompt, FailureCause cause) {
        scanner.feed("echo of " + prompt + " in a line\n");
        assertEquals(Optional.empty(), scanner.failure());
        scanner.feed(prompt);
        assertEquals(Optional.of(cause), scanner.failure());
    }

    @Test
    void aLoginPromptIsTheLoginStageAndTalkAboutLoginsIsNot() {
        scanner.feed("Last login: Fri Nov 20 on ttyS0\nlogin: unfinished\n");
        assertEquals(Optional.empty(), scanner.stage());
        scanner.feed("\r\nDebian GNU/Linux 12 debian ttyS0\r\n\r\ndebian login: ");
        assertEquals(Optional.of(Stage.LOGIN), scanner.stage());
    }

    @Test
    void aLoginPromptCountsWhenOtherProgramsWriteBehindIt() {
        scanner.feed("i-1234 login: tiny: ssh\n");
        assertEquals(Optional.of(Stage.LOGIN), scanner.stage());
    }

    @Test
    void whatAShellGreetsWithIsNoPromptWhereverItIsCut() {
        scanner.feed("Last login:");
        scanner.feed(" Fri Nov 20 on ttyS0\nthe last web login: root\n");
        assertEquals(Optional.empty(), scanner.stage());
    }

    @Test
    void aBootLoaderThatIsGreetedWithIsNoUserSpace() {
        scanner.feed("GRUB loading...\nWelcome to GRUB!\n");
        assertEquals(Optional.empty(), scanner.stage());
    }

    @Test
    void textMayComeInAnyPiecesAndWithControlSequences() {
        for (char c : "\u001b[2J\u001b[01;01HLi\u001b[0mnux version 6\n\u001b[1;32mtiny login\u001b[0m: ".toCharArray()) {
            scanner.feed(String.valueOf(c));
        }
        assertEquals(Optional.of(Stage.LOGIN), scanner.stage());
        assertEquals("Linux version 6", scanner.lastLines().get(0));
    }

    @Test
    void theStageNeverFallsBack() {
        scanner.feed("tiny login: ");
        scanner.feed("root\n[ 0.0] Linux version 6\n");
        assertEquals(Optional.of(Stage.LOGIN), scanner.stage());
    }

    @Test
    void theFirstFailureCounts() {
        scanner.feed("VFS: Cannot open root device \"vda\"\nKernel panic - not syncing: VFS\n");
        assertEquals(Optional.of(FailureCause.NO_ROOT_DEVICE), scanner.failure());
    }

    @Test
    void aPatternIsFoundInFinishedAndUnfinishedLines() {
        ConsoleScanner line = new ConsoleScanner(Optional.of(Pattern.compile("ready \\d+")));
        line.feed("almost ready\n");
        assertFalse(line.wantedSeen());
        line.feed("now ready 7");
        assertTrue(line.wantedSeen());
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
