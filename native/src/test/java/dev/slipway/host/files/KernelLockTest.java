package dev.slipway.host.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@SuppressWarnings("try") // a lock is held, not used
class KernelLockTest {

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("op.lock");
    }

    @Test
    void excludesWithinOneProcessUntilLetGo() {
        KernelLock lock = KernelLock.tryTake(file).orElseThrow();
        assertTrue(KernelLock.tryTake(file).isEmpty());
        lock.close();
        lock.close();
        KernelLock.tryTake(file).orElseThrow().close();
    }

    @Test
    void aFailedAttemptDoesNotDropTheLock() throws Exception {
        try (KernelLock lock = KernelLock.tryTake(file).orElseThrow()) {
            assertTrue(KernelLock.tryTake(file).isEmpty());
            assertEquals("taken by another", outcomeInAnotherProcess());
        }
        assertEquals("free", outcomeInAnotherProcess());
    }

    @Test
    void aSecondCloseDoesNotDropTheNextOwnersLock() throws Exception {
        KernelLock first = KernelLock.tryTake(file).orElseThrow();
        first.close();
        try (KernelLock second = KernelLock.tryTake(file).orElseThrow()) {
            first.close();
            first.closeAndDelete();
            assertTrue(Files.exists(file));
            assertEquals("taken by another", outcomeInAnotherProcess());
        }
    }

    @Test
    void aKilledProcessLetsGo() throws Exception {
        Process owner = java(Owner.class);
        try (var said = owner.inputReader(StandardCharsets.UTF_8)) {
            assertEquals("held", said.readLine());
            assertTrue(KernelLock.tryTake(file).isEmpty());
            owner.destroyForcibly().waitFor();
        }
        KernelLock.tryTake(file).orElseThrow().close();
    }

    @Test
    void waitsForAnotherProcess() throws Exception {
        Process owner = java(Owner.class);
        try (var said = owner.inputReader(StandardCharsets.UTF_8); var input = owner.getOutputStream()) {
            assertEquals("held", said.readLine());
            Future<Boolean> waiting = inBackground(() -> {
                KernelLock.take(file).close();
                return true;
            });
            assertFalse(waiting.isDone());
            input.close();
            assertTrue(waiting.get());
        }
    }

    @Test
    void aWaitingThreadHearsAnInterrupt() throws Exception {
        try (KernelLock lock = KernelLock.take(file)) {
            AtomicInteger outcome = new AtomicInteger();
            Thread waiting = new Thread(() -> {
                HostException failure = assertThrows(HostException.class, () -> KernelLock.take(file));
                if (failure.kind() == HostError.INTERRUPTED && Thread.currentThread().isInterrupted()) {
                    outcome.set(1);
                }
            });
            waiting.start();
            waiting.interrupt();
            waiting.join();
            assertEquals(1, outcome.get());
        }
    }

    @Test
    void threadsTakeTurnsEvenWhenEachDeletesTheFile() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        List<Future<Integer>> turns = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int i = 0; i < 4; i++) {
                turns.add(threads.submit(() -> {
                    start.await();
                    int worst = 0;
                    for (int turn = 0; turn < 50; turn++) {
                        KernelLock lock = KernelLock.take(file);
                        worst = Math.max(worst, inside.incrementAndGet());
                        inside.decrementAndGet();
                        lock.closeAndDelete();
                    }
                    return worst;
                }));
            }
            start.countDown();
            for (Future<Integer> worst : turns) {
                assertEquals(1, worst.get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void processesTakeTurnsEvenWhenEachDeletesTheFile() throws Exception {
        // Each process makes and removes the same folder while it holds the lock: two at once would fail at it.
        List<Process> processes = List.of(java(Competitor.class), java(Competitor.class));
        for (Process process : processes) {
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), errors);
        }
    }

    @Test
    void keepsWhatTheFileHolds() throws IOException {
        Files.writeString(file, "content");
        KernelLock.take(file).close();
        assertEquals("content", Files.readString(file));
    }

    @Test
    void aMissingFolderIsNamed() {
        HostException failure = assertThrows(HostException.class,
                () -> KernelLock.tryTake(folder.resolve("none/op.lock")));
        assertEquals(HostError.FILE_FAILED, failure.kind());
    }

    /** Holds the lock until its input ends. */
    static final class Owner {
        public static void main(String[] arguments) throws IOException {
            try (KernelLock lock = KernelLock.take(Path.of(arguments[0]))) {
                System.out.println("held");
                System.in.read();
            }
        }
    }

    /** Says whether the lock can be taken. */
    static final class Attempt {
        public static void main(String[] arguments) {
            System.out.print(KernelLock.tryTake(Path.of(arguments[0])).isPresent() ? "free" : "taken by another");
        }
    }

    /** Takes the lock many times. */
    static final class Competitor {
        public static void main(String[] arguments) throws IOException {
            Path file = Path.of(arguments[0]);
            for (int turn = 0; turn < 300; turn++) {
                KernelLock lock = KernelLock.take(file);
                Path folder = Files.createDirectory(file.resolveSibling("inside"));
                Files.delete(folder);
                lock.closeAndDelete();
            }
        }
    }

    private String outcomeInAnotherProcess() throws IOException {
        return new String(java(Attempt.class).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Process java(Class<?> program) throws IOException {
        return new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), program.getName(), file.toString()).start();
    }

    private static <T> Future<T> inBackground(Callable<T> work) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<T> result = thread.submit(work);
        thread.shutdown();
        return result;
    }
}
