package dev.slipway.launcher.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessWaitTest {

    private static final Goal LOGIN = new Goal.Reach(Stage.LOGIN);

    @TempDir
    Path folder;

    private Verdict await(Goal goal, String console, GuestCondition condition, Duration deadline) throws Exception {
        Path log = Files.writeString(folder.resolve("console.log"), console);
        return new ReadinessWait(log, 0, goal, () -> condition, text -> { }).await(deadline);
    }

    private static Verdict.Failed failed(Verdict verdict) {
        return assertInstanceOf(Verdict.Failed.class, verdict);
    }

    @Test
    void aPromptThatStandsThereIsReadyAtOnce() throws Exception {
        Verdict verdict = await(LOGIN, "Linux version 6\ntiny login: ", GuestCondition.RUNNING, Duration.ofSeconds(30));
        assertEquals(Optional.of(Stage.LOGIN), assertInstanceOf(Verdict.Ready.class, verdict).stage());
    }

    @Test
    void aGuestThatReachedItsGoalAndThenPoweredOffWasReady() throws Exception {
        Verdict verdict = await(new Goal.ConsoleSays(Pattern.compile("all done")), "all done\n",
                GuestCondition.POWERED_OFF, Duration.ofSeconds(30));
        assertInstanceOf(Verdict.Ready.class, verdict);
    }

    @Test
    void aPanicEndsTheWaitLongBeforeItsDeadline() throws Exception {
        Verdict.Failed verdict = failed(await(LOGIN, "Kernel panic - not syncing: no init\n", GuestCondition.RUNNING,
                Duration.ofMinutes(30)));
        assertEquals(FailureCause.KERNEL_PANIC, verdict.cause());
        assertEquals("Kernel panic - not syncing: no init", verdict.detail());
    }

    @Test
    void whatTheConsoleSaysExplainsADeadMachine() throws Exception {
        Verdict.Failed verdict = failed(await(LOGIN, "Kernel panic - not syncing: x\n", GuestCondition.DIED,
                Duration.ofMinutes(30)));
        assertEquals(FailureCause.KERNEL_PANIC, verdict.cause());
    }

    @Test
    void aSilentEndIsToldApart() throws Exception {
        assertEquals(FailureCause.GUEST_POWERED_OFF,
                failed(await(LOGIN, "", GuestCondition.POWERED_OFF, Duration.ofMinutes(30))).cause());
        assertEquals(FailureCause.QEMU_DIED,
                failed(await(LOGIN, "", GuestCondition.DIED, Duration.ofMinutes(30))).cause());
    }

    @Test
    void theDeadlineEndsItWithTheFurthestStageAndTheLastLines() throws Exception {
        Verdict.Failed verdict = failed(await(LOGIN, "Linux version 6\nRun /init as init process\nwaiting for disk\n",
                GuestCondition.RUNNING, Duration.ofMillis(60)));
        assertEquals(FailureCause.TIMED_OUT, verdict.cause());
        assertEquals(Optional.of(Stage.USERSPACE), verdict.stage());
        assertEquals("waiting for disk", verdict.lastLines().get(verdict.lastLines().size() - 1));
        assertTrue(verdict.millis() >= 60);
    }

    @Test
    void anEarlierBootInTheSameLogDoesNotCount() throws Exception {
        Path log = Files.writeString(folder.resolve("console.log"), "tiny login: ");
        ReadinessWait wait = new ReadinessWait(log, Files.size(log), LOGIN, () -> {
            append(log, "\nKernel panic - not syncing: second boot\n");
            return GuestCondition.RUNNING;
        }, text -> { });
        assertEquals(FailureCause.KERNEL_PANIC, failed(wait.await(Duration.ofMinutes(1))).cause());
    }

    @Test
    void aLogThatWasCutIsReadFromItsStart() throws Exception {
        Path log = Files.writeString(folder.resolve("console.log"), "x".repeat(5000));
        ReadinessWait wait = new ReadinessWait(log, 5000, LOGIN, () -> {
            write(log, "tiny login: ");
            return GuestCondition.RUNNING;
        }, text -> { });
        assertInstanceOf(Verdict.Ready.class, wait.await(Duration.ofMinutes(1)));
    }

    @Test
    void theTailOfAConsoleIsItsEnd() throws Exception {
        Path log = Files.writeString(folder.resolve("console.log"), "first line\nlast line\n");
        assertEquals("line\n", new String(ConsoleFile.tail(log, 5), java.nio.charset.StandardCharsets.UTF_8));
        assertEquals(0, ConsoleFile.tail(folder.resolve("none"), 5).length);
    }

    private static void append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.APPEND);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
