package dev.slipway.launcher.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessWaitTest {

    private static final Goal LOGIN = new Goal.Reach(Stage.LOGIN);

    @TempDir
    Path folder;

    private Verdict await(Goal goal, String console, GuestCondition condition, Duration deadline) throws Exception {
        Path log = Files.writeString(folder.resolve("console.log"), console);
        return await(log, 0, List.of(goal), Deadlines.of(deadline), () -> condition, List.of());
    }

    private static Verdict await(Path log, long from, List<Goal> goals, Deadlines deadlines, GuestMachine machine,
            List<Probe> probes) throws Exception {
        return new ReadinessWait(new ConsoleFile(log, from), Duration.ZERO, goals, deadlines, machine, probes, text -> { }).await();
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
    void whatMustNotBePrintedEndsAWaitThatIsOtherwiseOver() throws Exception {
        Path log = Files.writeString(folder.resolve("console.log"), "WARNING: CPU: 0\ntiny login: ");
        Verdict.Failed verdict = failed(await(log, 0, List.of(LOGIN, new Goal.ConsoleNever(Pattern.compile("WARNING"))),
                Deadlines.of(Duration.ofMinutes(30)), () -> GuestCondition.RUNNING, List.of()));
        assertEquals(FailureCause.FORBIDDEN_OUTPUT, verdict.cause());
        assertEquals("WARNING: CPU: 0", verdict.detail());
        assertEquals("never:WARNING", verdict.missing().toString());
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
        Verdict verdict = await(log, Files.size(log), List.of(LOGIN), Deadlines.of(Duration.ofMinutes(1)), () -> {
            append(log, "\nKernel panic - not syncing: second boot\n");
            return GuestCondition.RUNNING;
        }, List.of());
        assertEquals(FailureCause.KERNEL_PANIC, failed(verdict).cause());
    }

    @Test
    void aLogThatWasCutIsReadFromItsStart() throws Exception {
        Path log = Files.writeString(folder.resolve("console.log"), "x".repeat(5000));
        Verdict verdict = await(log, 5000, List.of(LOGIN), Deadlines.of(Duration.ofMinutes(1)), () -> {
            write(log, "tiny login: ");
            return GuestCondition.RUNNING;
        }, List.of());
        assertInstanceOf(Verdict.Ready.class, verdict);
    }

    @Test
    void everyGoalHasToBeReached() throws Exception {
        List<Goal> both = List.of(LOGIN, new Goal.ConsoleSays(Pattern.compile("all done")));
        Path log = Files.writeString(folder.resolve("console.log"), "tiny login: \n");
        Deadlines soon = Deadlines.of(Duration.ofMillis(60));
        Verdict.Failed missing = failed(await(log, 0, both, soon, () -> GuestCondition.RUNNING, List.of()));
        assertEquals("console:all done", missing.missing().toString());
        append(log, "all done\n");
        assertInstanceOf(Verdict.Ready.class, await(log, 0, both, soon, () -> GuestCondition.RUNNING, List.of()));
    }

    @Test
    void aProbeProvesItsStageAndThoseBeforeIt() throws Exception {
        Probe ssh = new Probe(Stage.SSH, Duration.ofMillis(1), () -> Finding.THERE);
        Path log = Files.writeString(folder.resolve("console.log"), "Linux version 6\n");
        Verdict verdict = await(log, 0, List.of(new Goal.Reach(Stage.SSH)), Deadlines.of(Duration.ofMinutes(1)),
                () -> GuestCondition.RUNNING, List.of(ssh));
        assertEquals(EnumSet.of(Stage.RUNNING, Stage.KERNEL, Stage.USERSPACE, Stage.NETWORK, Stage.SSH), verdict.stages().keySet());
        assertEquals(Optional.of(Stage.SSH), verdict.stage());
    }

    @Test
    void onlyProbesThatMatterAreAsked() throws Exception {
        Probe never = new Probe(Stage.AGENT, Duration.ofMillis(1), () -> {
            throw new IllegalStateException("nobody wants to know");
        });
        Path log = Files.writeString(folder.resolve("console.log"), "tiny login: ");
        assertInstanceOf(Verdict.Ready.class, await(log, 0, List.of(LOGIN), Deadlines.of(Duration.ofMinutes(1)),
                () -> GuestCondition.RUNNING, List.of(never)));
        Deadlines withAgent = new Deadlines(Duration.ofMinutes(1), Map.of(Stage.AGENT, Duration.ofSeconds(30)), Optional.empty());
        assertThrows(IllegalStateException.class, () -> await(folder.resolve("none"), 0, List.of(LOGIN), withAgent,
                () -> GuestCondition.RUNNING, List.of(never)));
    }

    @Test
    void aProbeThatHangsHoldsNothingUp() throws Exception {
        Probe hangs = new Probe(Stage.AGENT, Duration.ofMillis(1), () -> {
            new CountDownLatch(1).await();
            return Finding.THERE;
        });
        Path log = Files.writeString(folder.resolve("console.log"), "Kernel panic - not syncing: x\n");
        assertEquals(FailureCause.KERNEL_PANIC, failed(await(log, 0, List.of(new Goal.Reach(Stage.AGENT)),
                Deadlines.of(Duration.ofMinutes(30)), () -> GuestCondition.RUNNING, List.of(hangs))).cause());
    }

    @Test
    void whatAProbeFindsLostIsLost() throws Exception {
        Probe broken = new Probe(Stage.CLOUD_INIT, Duration.ofMillis(1),
                () -> new Finding.Lost(FailureCause.CLOUD_INIT_FAILED, "its words"));
        Verdict.Failed verdict = failed(await(folder.resolve("none"), 0, List.of(new Goal.Reach(Stage.CLOUD_INIT)),
                Deadlines.of(Duration.ofMinutes(30)), () -> GuestCondition.RUNNING, List.of(broken)));
        assertEquals(FailureCause.CLOUD_INIT_FAILED, verdict.cause());
        assertEquals("its words", verdict.detail());
    }

    @Test
    void noNetworkMattersToThoseWhoNeedOne() throws Exception {
        String console = "tiny: network eth0 no answer to DHCP\ntiny login: ";
        assertInstanceOf(Verdict.Ready.class, await(LOGIN, console, GuestCondition.RUNNING, Duration.ofMinutes(30)));
        for (Stage stage : List.of(Stage.NETWORK, Stage.SSH)) {
            Verdict.Failed verdict =
                    failed(await(new Goal.Reach(stage), console, GuestCondition.RUNNING, Duration.ofMinutes(30)));
            assertEquals(FailureCause.NO_NETWORK, verdict.cause());
            assertEquals("tiny: network eth0 no answer to DHCP", verdict.detail());
        }
    }

    @Test
    void aStageHasADeadlineOfItsOwnAlsoOnTheWay() throws Exception {
        Path log = Files.writeString(folder.resolve("console.log"), "Linux version 6\n");
        Deadlines deadlines = new Deadlines(Duration.ofMinutes(30),
                Map.of(Stage.KERNEL, Duration.ofMillis(1), Stage.USERSPACE, Duration.ofMillis(50)), Optional.empty());
        Verdict.Failed verdict = failed(await(log, 0, List.of(LOGIN), deadlines, () -> GuestCondition.RUNNING, List.of()));
        assertEquals(FailureCause.TIMED_OUT, verdict.cause());
        assertEquals("userspace", verdict.missing().toString());
        assertEquals("after 50 ms", verdict.detail());
        Deadlines network = new Deadlines(Duration.ofMinutes(30), Map.of(Stage.NETWORK, Duration.ofMillis(50)), Optional.empty());
        assertEquals(FailureCause.NO_NETWORK,
                failed(await(log, 0, List.of(LOGIN), network, () -> GuestCondition.RUNNING, List.of())).cause());
    }

    @Test
    void silenceEndsAWaitBeforeTheLoginPromptAndNotBehindIt() throws Exception {
        Deadlines deadlines = new Deadlines(Duration.ofMillis(400), Map.of(), Optional.of(Duration.ofMillis(60)));
        Goal never = new Goal.ConsoleSays(Pattern.compile("never said"));
        Path log = Files.writeString(folder.resolve("console.log"), "waiting for disk\n");
        Verdict.Failed silent = failed(await(log, 0, List.of(never), deadlines, () -> GuestCondition.RUNNING, List.of()));
        assertEquals(FailureCause.SILENCE, silent.cause());
        assertEquals(List.of("waiting for disk"), silent.lastLines());
        append(log, "tiny login: ");
        assertEquals(FailureCause.TIMED_OUT,
                failed(await(log, 0, List.of(never), deadlines, () -> GuestCondition.RUNNING, List.of())).cause());
    }

    @Test
    void aDeadQemuIsQuoted() throws Exception {
        GuestMachine machine = new GuestMachine() {
            @Override
            public GuestCondition condition() {
                return GuestCondition.DIED;
            }

            @Override
            public String lastWords() {
                return "terminating on signal 15";
            }
        };
        assertEquals("terminating on signal 15", failed(await(folder.resolve("none"), 0, List.of(LOGIN),
                Deadlines.of(Duration.ofMinutes(30)), machine, List.of())).detail());
    }

    @Test
    void whatIsHeardOfIsAskedAfterAtOnce() throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        GuestMachine machine = new GuestMachine() {
            @Override
            public GuestCondition condition() {
                return ended.get() ? GuestCondition.ENDED : GuestCondition.RUNNING;
            }

            @Override
            public boolean hasChanged() {
                // Ends as soon as it was asked the first time, which is the last unless this is heeded.
                return ended.getAndSet(true);
            }

            @Override
            public Duration pace() {
                return Duration.ofHours(1);
            }
        };
        assertEquals(FailureCause.ENDED, failed(await(folder.resolve("none"), 0, List.of(LOGIN),
                Deadlines.of(Duration.ofMinutes(30)), machine, List.of())).cause());
    }

    @Test
    void timesOfStagesAreCountedFromTheGuestsStart() throws Exception {
        Path log = Files.writeString(folder.resolve("console.log"), "Linux version 6\n");
        Verdict verdict = new ReadinessWait(new ConsoleFile(log, 0), Duration.ofSeconds(100), List.of(new Goal.Reach(Stage.KERNEL)),
                Deadlines.of(Duration.ofMinutes(1)), () -> GuestCondition.RUNNING, List.of(), text -> { }).await();
        assertTrue(verdict.stages().get(Stage.KERNEL) >= 100_000);
        assertTrue(verdict.millis() < 100_000);
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
