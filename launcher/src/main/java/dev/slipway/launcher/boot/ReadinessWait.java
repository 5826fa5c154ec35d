package dev.slipway.launcher.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Waits until a guest is where it is wanted, has visibly failed, has ended, or a deadline has passed. Reads the
 * console as it grows; asks the hypervisor less often, since that is a round trip. Interrupting the thread ends the wait.
 */
public final class ReadinessWait {

    private static final long CONSOLE_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ConsoleFile console;
    private final ConsoleScanner scanner;
    private final Judge judge;
    private final Deadlines deadlines;
    private final GuestMachine machine;
    private final List<Probe> probes;
    private final Consumer<String> reader;
    private final StageTimes stages = new StageTimes();
    private final long begin = System.nanoTime();
    private final long age;

    /**
     * @param console the console log, which the wait closes
     * @param age how long ago the guest was started; the times of its stages are counted from there
     * @param goals all that is waited for
     * @param machine asked whether the machine still runs
     * @param probes asked for the stages that the console does not tell of; those of stages that do not matter stay idle
     * @param reader told all that the console says while it is waited for
     */
    public ReadinessWait(ConsoleFile console, Duration age, List<Goal> goals, Deadlines deadlines, GuestMachine machine,
            List<Probe> probes, Consumer<String> reader) {
        this.console = console;
        this.age = age.toMillis();
        this.deadlines = deadlines;
        this.judge = new Judge(goals, deadlines);
        this.machine = machine;
        this.probes = probes.stream().filter(probe -> judge.concerned().contains(probe.stage())).toList();
        this.reader = reader;
        List<Pattern> wanted = new ArrayList<>();
        List<Pattern> forbidden = new ArrayList<>();
        for (Goal goal : goals) {
            if (goal instanceof Goal.ConsoleSays says) {
                wanted.add(says.pattern());
            } else if (goal instanceof Goal.ConsoleNever never) {
                forbidden.add(never.pattern());
            }
        }
        this.scanner = new ConsoleScanner(wanted, forbidden);
    }

    /** Waits until all is reached, or is lost. */
    public Verdict await() throws InterruptedException {
        try (console; Probes working = new Probes(probes)) {
            return await(working);
        }
    }

    private Verdict await(Probes working) throws InterruptedException {
        long nextCondition = begin;
        long grown = begin;
        GuestCondition condition = GuestCondition.RUNNING;
        while (true) {
            long now = System.nanoTime();
            // The condition is asked before the console is read: what a dying guest wrote last is then seen first.
            if (now >= nextCondition || machine.hasChanged()) {
                condition = machine.condition();
                nextCondition = now + machine.pace().toNanos();
            }
            Map<Stage, Finding> found = working.found();
            String text = console.readNew();
            if (!text.isEmpty()) {
                reader.accept(text);
                scanner.feed(text);
                grown = now;
            }
            note(condition, found);
            Judge.Look look = new Judge.Look(condition, scanner, stages, found, millis(now - begin), millis(now - grown));
            if (judge.isReady(look)) {
                return new Verdict.Ready(stages.times(), sinceBegin());
            }
            Optional<Judge.Loss> loss = judge.loss(look);
            if (loss.isPresent()) {
                return failed(loss.get());
            }
            TimeUnit.NANOSECONDS.sleep(CONSOLE_LOOK_NANOS);
        }
    }

    private void note(GuestCondition condition, Map<Stage, Finding> found) {
        long at = age + sinceBegin();
        if (condition == GuestCondition.RUNNING) {
            stages.reached(Stage.RUNNING, at);
        }
        for (Stage stage : scanner.stages()) {
            stages.reached(stage, at);
        }
        for (Map.Entry<Stage, Finding> probe : found.entrySet()) {
            if (probe.getValue() instanceof Finding.There) {
                stages.reached(probe.getKey(), at);
            }
        }
    }

    private Verdict failed(Judge.Loss loss) {
        String detail = loss.cause() == FailureCause.QEMU_DIED ? machine.lastWords() : loss.detail();
        return new Verdict.Failed(stages.times(), sinceBegin(), loss.missing(), loss.cause(), detail, scanner.lastLines());
    }

    private long sinceBegin() {
        return millis(System.nanoTime() - begin);
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
