package dev.slipway.launcher.boot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Waits until a guest is where it is wanted, has visibly failed, has ended, or the deadline has passed. Reads the
 * console as it grows; asks the hypervisor less often, since that is a round trip. Interrupting the thread ends the wait.
 */
public final class ReadinessWait {

    private static final long CONSOLE_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long CONDITION_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final ConsoleFile console;
    private final ConsoleScanner scanner;
    private final Goal goal;
    private final Supplier<GuestCondition> condition;
    private final Consumer<String> reader;

    /**
     * @param console the console log
     * @param fromOffset where this boot begins in it, in bytes
     * @param goal what is waited for
     * @param condition asked whether the machine still runs
     * @param reader told all that the console says while it is waited for
     */
    public ReadinessWait(Path console, long fromOffset, Goal goal, Supplier<GuestCondition> condition,
            Consumer<String> reader) {
        this.console = new ConsoleFile(console, fromOffset);
        this.goal = goal;
        this.condition = condition;
        this.reader = reader;
        Optional<Pattern> wanted = goal instanceof Goal.ConsoleSays says ? Optional.of(says.pattern()) : Optional.empty();
        this.scanner = new ConsoleScanner(wanted);
    }

    /** Waits until the goal is reached or lost, at most this long. */
    public Verdict await(Duration deadline) throws InterruptedException {
        long begin = System.nanoTime();
        long end = begin + deadline.toNanos();
        long nextCondition = begin;
        while (true) {
            long now = System.nanoTime();
            // The condition is asked before the console is read: what a dying guest wrote last is then seen first.
            GuestCondition machine = GuestCondition.RUNNING;
            if (now >= nextCondition) {
                machine = condition.get();
                nextCondition = now + CONDITION_LOOK_NANOS;
            }
            String text = console.readNew();
            if (!text.isEmpty()) {
                reader.accept(text);
                scanner.feed(text);
            }
            Optional<Verdict> verdict = judge(machine, millisSince(begin), now >= end);
            if (verdict.isPresent()) {
                return verdict.get();
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(CONSOLE_LOOK_NANOS, Math.max(1, end - now)));
        }
    }

    private Optional<Verdict> judge(GuestCondition machine, long millis, boolean late) {
        if (reached(machine)) {
            return Optional.of(new Verdict.Ready(furthest(), millis));
        }
        if (scanner.failure().isPresent()) {
            return Optional.of(failed(scanner.failure().get(), scanner.failureLine(), millis));
        }
        return switch (machine) {
            case POWERED_OFF -> Optional.of(failed(FailureCause.GUEST_POWERED_OFF, "", millis));
            case DIED -> Optional.of(failed(FailureCause.QEMU_DIED, "", millis));
            case RUNNING -> late ? Optional.of(failed(FailureCause.TIMED_OUT, "", millis)) : Optional.empty();
        };
    }

    private boolean reached(GuestCondition machine) {
        if (goal instanceof Goal.Reach reach) {
            return reach.stage() == Stage.RUNNING
                    ? machine == GuestCondition.RUNNING
                    : scanner.stage().isPresent() && scanner.stage().get().compareTo(reach.stage()) >= 0;
        }
        return scanner.wantedSeen();
    }

    private Optional<Stage> furthest() {
        return scanner.stage().or(() -> Optional.of(Stage.RUNNING));
    }

    private Verdict failed(FailureCause cause, String detail, long millis) {
        return new Verdict.Failed(furthest(), millis, cause, detail, scanner.lastLines());
    }

    private static long millisSince(long begin) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }
}
