package dev.slipway.host.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SubprocessTest {

    private static final Duration DEADLINE = Duration.ofSeconds(20);

    @Test
    void givesBackWhatTheProgramSaid() {
        Subprocess.Output output = Subprocess.run(shell("echo out; echo err >&2"), DEADLINE);
        assertEquals(new Subprocess.Output(0, "out\n", "err\n"), output);
    }

    @Test
    void passesArgumentsAsTheyAre() {
        String hostile = "$HOME; `id` * 'quoted'";
        assertEquals(hostile + "\n", Subprocess.run(List.of("echo", hostile), DEADLINE).stdout());
    }

    @Test
    void asksForEnglishMessagesAndAnEmptyInput() {
        assertEquals("C 0\n", Subprocess.run(shell("echo $LC_ALL $(wc -c)"), DEADLINE).stdout());
    }

    @Test
    void feedsInputLargerThanAPipe() {
        byte[] input = new byte[1 << 20];
        assertEquals("1048576", Subprocess.of(List.of("wc", "-c"), DEADLINE).input(input).run().stdout().strip());
    }

    @Test
    void survivesAProgramThatDoesNotReadItsInput() {
        assertEquals(0, Subprocess.of(List.of("true"), DEADLINE).input(new byte[1 << 20]).run().exit());
    }

    @Test
    void runsInTheFolderGiven(@TempDir Path folder) {
        assertEquals(folder + "\n", Subprocess.of(List.of("pwd"), DEADLINE).in(folder).run().stdout());
    }

    @Test
    void namesAFolderThatIsMissing(@TempDir Path folder) {
        HostException failure = assertThrows(HostException.class,
                () -> Subprocess.of(List.of("pwd"), DEADLINE).in(folder.resolve("none")).run());
        assertEquals(HostError.FILE_FAILED, failure.kind());
    }

    @Test
    void keepsTheEndOfEndlessOutput() {
        Subprocess.Output output = Subprocess.run(shell("head -c 5000000 /dev/zero; printf end"), DEADLINE);
        assertEquals(Drain.KEPT_BYTES, output.stdout().length());
        assertTrue(output.stdout().endsWith("end"));
    }

    @Test
    void tellsLinesEndedByNewlineCarriageReturnOrTheEnd() {
        List<String> lines = new CopyOnWriteArrayList<>();
        Subprocess.of(List.of("printf", "(10/100%%)\\r(20/100%%)\\r\\nlast"), DEADLINE).onOutput(lines::add).run();
        assertEquals(List.of("(10/100%)", "(20/100%)", "last"), lines);
    }

    @Test
    void tellsALineBeforeTheProgramEnds() {
        BlockingQueue<String> lines = new ArrayBlockingQueue<>(10);
        Subprocess program = Subprocess.of(shell("echo first >&2; read answer; echo $answer"), DEADLINE)
                .onError(lines::add).input("go\n".getBytes(StandardCharsets.UTF_8));
        assertEquals("go\n", program.run().stdout());
        assertEquals("first", lines.poll());
    }

    @Test
    void throwsWhatAListenerThrewAfterTheProgramEnded() {
        IllegalStateException thrown = assertThrows(IllegalStateException.class,
                () -> Subprocess.of(shell("yes | head -c 300000"), DEADLINE).onOutput(line -> {
                    throw new IllegalStateException("listener");
                }).run());
        assertEquals("listener", thrown.getMessage());
    }

    @Test
    void failsWithTheProgramsNameExitCodeAndLastWords() {
        HostException failure = assertThrows(HostException.class,
                () -> Subprocess.run(shell("seq 9 >&2; printf 'no \\033[31mway.\\n' >&2; exit 3"), DEADLINE));
        assertEquals(HostError.PROGRAM_FAILED, failure.kind());
        assertEquals("sh failed with exit code 3: 8; 9; no ?[31mway.", failure.getMessage());
    }

    @Test
    void leavesTheExitCodeToACallerWhoAsksForIt() {
        assertEquals(63, Subprocess.of(shell("exit 63"), DEADLINE).runToAnyExit().exit());
    }

    @Test
    void saysThatAProgramIsNotInstalled() {
        for (Subprocess program : List.of(
                Subprocess.of(List.of("no-such-program"), DEADLINE),
                Subprocess.of(List.of("no-such-program"), DEADLINE).endingWithCaller())) {
            HostException failure = assertThrows(HostException.class, program::run);
            assertEquals(HostError.PROGRAM_MISSING, failure.kind());
            assertEquals("The program 'no-such-program' is not installed.", failure.getMessage());
            assertTrue(failure.hint().orElseThrow().contains("scripts/setup"));
        }
    }

    @Test
    void tellsAProgramThatCannotStartFromAMissingOne() {
        HostException failure = assertThrows(HostException.class,
                () -> Subprocess.run(List.of("true", "x".repeat(1 << 22)), DEADLINE));
        assertEquals(HostError.PROGRAM_FAILED, failure.kind());
        assertTrue(failure.getMessage().contains("could not be started"), failure.getMessage());
    }

    @Test
    void killsAProgramThatIgnoresTheDeadlineAndBeingAskedToEnd() {
        BlockingQueue<String> pid = new ArrayBlockingQueue<>(1);
        HostException failure = assertThrows(HostException.class, () -> Subprocess.of(
                shell("trap '' TERM; echo $$; while :; do sleep 0.05; done"), Duration.ofMillis(300))
                .onOutput(pid::add).run());
        assertEquals(HostError.PROGRAM_TIMED_OUT, failure.kind());
        assertEquals("sh did not end within 300 ms and was ended.", failure.getMessage());
        assertFalse(isAlive(pid.poll()));
    }

    @Test
    void anInterruptEndsTheProgramAndIsKept() throws InterruptedException {
        BlockingQueue<String> pid = new ArrayBlockingQueue<>(1);
        BlockingQueue<String> outcome = new ArrayBlockingQueue<>(1);
        Thread caller = new Thread(() -> {
            HostException failure = assertThrows(HostException.class,
                    () -> Subprocess.of(shell("echo $$; exec sleep 60"), DEADLINE).onOutput(pid::add).run());
            outcome.add(failure.kind() + " " + Thread.currentThread().isInterrupted());
        });
        caller.start();
        String started = pid.poll(10, TimeUnit.SECONDS);
        caller.interrupt();
        assertEquals("INTERRUPTED true", outcome.poll(10, TimeUnit.SECONDS));
        assertFalse(isAlive(started));
    }

    @Test
    void aProgramEndedByCtrlCCountsAsInterrupted() {
        HostException failure = assertThrows(HostException.class,
                () -> Subprocess.run(List.of("env", "--default-signal=INT", "sh", "-c", "kill -INT $$"), DEADLINE));
        assertEquals(HostError.INTERRUPTED, failure.kind());
    }

    @Test
    void limitsMemoryAndProcessorTime() {
        Subprocess.Output output = Subprocess.of(shell("ulimit -v; ulimit -t"), DEADLINE)
                .limits(new ResourceLimits(256L << 20, Duration.ofSeconds(7))).run();
        assertEquals("262144\n7\n", output.stdout());
    }

    @Test
    void doesNotWaitForADaemonThatHoldsThePipe() {
        Subprocess.Output output = Subprocess.run(shell("sleep 60 & echo $!"), DEADLINE);
        try {
            assertEquals(0, output.exit());
            assertTrue(isAlive(output.stdout()));
        } finally {
            ProcessHandle.of(Long.parseLong(output.stdout().strip())).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aProgramEndsWithItsCallerEvenWhenThatIsKilled() throws Exception {
        Process caller = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
                "-cp", System.getProperty("java.class.path"), Orphan.class.getName()).start();
        String pid;
        try (var said = caller.inputReader(StandardCharsets.UTF_8)) {
            pid = said.readLine();
            assertTrue(isAlive(pid));
            caller.destroyForcibly().waitFor();
        }
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(orphan -> orphan.onExit().join());
        assertFalse(isAlive(pid));
    }

    /** Runs a program for a minute, after telling its process id. */
    static final class Orphan {
        public static void main(String[] arguments) {
            Subprocess.of(shell("echo $$; exec sleep 60"), DEADLINE.multipliedBy(3)).endingWithCaller()
                    .onOutput(System.out::println).run();
        }
    }

    private static List<String> shell(String script) {
        return List.of("sh", "-c", script);
    }

    private static boolean isAlive(String pid) {
        return ProcessHandle.of(Long.parseLong(pid.strip())).map(ProcessHandle::isAlive).orElse(false);
    }
}
