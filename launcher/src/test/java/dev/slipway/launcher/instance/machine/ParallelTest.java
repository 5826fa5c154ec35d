package dev.slipway.launcher.instance.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ParallelTest {

    @Test
    void nothingToDoIsDone() {
        assertEquals(List.of(), Parallel.run(List.of(), 4));
    }

    @Test
    void resultsComeInTheOrderOfTheTasks() {
        List<Parallel.Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int number = i;
            tasks.add(() -> number);
        }
        List<Integer> results = Parallel.run(tasks, 4);
        assertEquals(50, results.size());
        assertEquals(7, results.get(7));
    }

    @Test
    void afterAFailureNothingMoreIsBegunAndWhatRunsIsWaitedFor() {
        CountDownLatch other = new CountDownLatch(1);
        CountDownLatch failing = new CountDownLatch(1);
        AtomicReference<Thread> failed = new AtomicReference<>();
        AtomicBoolean finished = new AtomicBoolean();
        AtomicInteger begun = new AtomicInteger();
        List<Parallel.Task<Integer>> tasks = new ArrayList<>();
        tasks.add(() -> {
            other.await();
            failed.set(Thread.currentThread());
            failing.countDown();
            throw new IllegalArgumentException("no");
        });
        tasks.add(() -> {
            other.countDown();
            failing.await();
            // Its worker goes on to the other tasks, begins none of them, and ends.
            failed.get().join();
            finished.set(true);
            return 1;
        });
        for (int i = 0; i < 100; i++) {
            tasks.add(begun::incrementAndGet);
        }
        assertEquals("no", assertThrows(IllegalArgumentException.class, () -> Parallel.run(tasks, 2)).getMessage());
        assertTrue(finished.get());
        assertEquals(0, begun.get());
    }

    @Test
    void theFirstFailureEndsTheOthersWhereThatIsWanted() {
        CountDownLatch never = new CountDownLatch(1);
        List<Parallel.Task<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tasks.add(() -> {
                never.await();
                return 1;
            });
        }
        tasks.add(3, () -> {
            throw new IllegalArgumentException("no");
        });
        assertEquals("no", assertThrows(IllegalArgumentException.class, () -> Parallel.untilOneFails(tasks)).getMessage());
        assertEquals(List.of(1, 2), Parallel.untilOneFails(List.of(() -> 1, () -> 2)));
    }

    @Test
    void anInterruptEndsTheWaitingAndStaysSet() {
        Thread caller = Thread.currentThread();
        CountDownLatch never = new CountDownLatch(1);
        List<Parallel.Task<Integer>> tasks = List.of(
                () -> {
                    caller.interrupt();
                    never.await();
                    return 1;
                },
                () -> {
                    never.await();
                    return 2;
                });
        HostException thrown = assertThrows(HostException.class, () -> Parallel.run(tasks, 2));
        assertEquals(HostError.INTERRUPTED, thrown.kind());
        assertTrue(Thread.interrupted());
    }
}
