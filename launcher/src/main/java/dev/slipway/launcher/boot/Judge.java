package dev.slipway.launcher.boot;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides, from all that is known of a guest at one moment, whether a wait for it is over. Pure. */
final class Judge {

    private final List<Goal> goals;
    private final Deadlines deadlines;
    /** Stages that are waited for, or that have a deadline of their own. */
    private final Set<Stage> concerned = EnumSet.noneOf(Stage.class);

    Judge(List<Goal> goals, Deadlines deadlines) {
        this.goals = goals;
        this.deadlines = deadlines;
        concerned.addAll(deadlines.stages().keySet());
        for (Goal goal : goals) {
            if (goal instanceof Goal.Reach reach) {
                concerned.add(reach.stage());
            }
        }
    }

    /**
     * What is known at one moment.
     *
     * @param millis since the beginning of the wait
     * @param silentMillis since the console last grew
     */
    record Look(GuestCondition machine, ConsoleScanner console, StageTimes stages, Map<Stage, Finding> probes, long millis,
            long silentMillis) {
    }

    /**
     * Why a wait is lost.
     *
     * @param missing what the guest did not come to
     */
    record Loss(Goal missing, FailureCause cause, String detail) {
    }

    /** The stages that probes have to be asked for, as far as there are any. */
    Set<Stage> concerned() {
        return concerned;
    }

    /** Whether all that is waited for is there. */
    boolean isReady(Look look) {
        return missing(look).isEmpty();
    }

    /** Why the wait is lost, once it is. What the guest itself says comes first: it explains the rest. */
    Optional<Loss> loss(Look look) {
        Optional<Goal> missing = missing(look);
        return missing.flatMap(goal -> forbidden(look)
                .or(() -> said(look, goal))
                .or(() -> probed(look))
                .or(() -> ended(look, goal))
                .or(() -> late(look, goal))
                .or(() -> silent(look, goal)));
    }

    private Optional<Goal> missing(Look look) {
        for (Goal goal : goals) {
            if (!isReached(goal, look)) {
                return Optional.of(goal);
            }
        }
        return Optional.empty();
    }

    private static boolean isReached(Goal goal, Look look) {
        if (goal instanceof Goal.Reach reach) {
            return look.stages().has(reach.stage());
        }
        if (goal instanceof Goal.ConsoleNever never) {
            return look.console().forbidden(never.pattern()).isEmpty();
        }
        return look.console().seen(((Goal.ConsoleSays) goal).pattern());
    }

    /** What was printed against a goal; the rest no longer matters then. */
    private Optional<Loss> forbidden(Look look) {
        for (Goal goal : goals) {
            Optional<String> line = goal instanceof Goal.ConsoleNever never ? look.console().forbidden(never.pattern()) : Optional.empty();
            if (line.isPresent()) {
                return Optional.of(new Loss(goal, FailureCause.FORBIDDEN_OUTPUT, line.get()));
            }
        }
        return Optional.empty();
    }

    private Optional<Loss> said(Look look, Goal missing) {
        for (Map.Entry<FailureCause, String> failure : look.console().failures().entrySet()) {
            Optional<Goal> hindered = hindered(failure.getKey(), look, missing);
            if (hindered.isPresent()) {
                return Optional.of(new Loss(hindered.get(), failure.getKey(), failure.getValue()));
            }
        }
        return Optional.empty();
    }

    /** What a failure keeps the guest from. */
    private Optional<Goal> hindered(FailureCause cause, Look look, Goal missing) {
        if (cause.isDecisive()) {
            return Optional.of(missing);
        }
        for (Stage stage : concerned) {
            if (cause.hinders(stage) && !look.stages().has(stage)) {
                return Optional.of(new Goal.Reach(stage));
            }
        }
        return Optional.empty();
    }

    private static Optional<Loss> probed(Look look) {
        for (Map.Entry<Stage, Finding> probe : look.probes().entrySet()) {
            if (probe.getValue() instanceof Finding.Lost lost && !look.stages().has(probe.getKey())) {
                return Optional.of(new Loss(new Goal.Reach(probe.getKey()), lost.cause(), lost.detail()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Loss> ended(Look look, Goal missing) {
        return switch (look.machine()) {
            case RUNNING -> Optional.empty();
            case POWERED_OFF -> Optional.of(new Loss(missing, FailureCause.GUEST_POWERED_OFF, ""));
            case PANICKED -> Optional.of(new Loss(missing, FailureCause.KERNEL_PANIC, "it told the hypervisor"));
            case DISK_FULL -> Optional.of(new Loss(missing, FailureCause.DISK_FULL, ""));
            case DISK_FAILED -> Optional.of(new Loss(missing, FailureCause.DISK_FAILED, ""));
            case ENDED -> Optional.of(new Loss(missing, FailureCause.ENDED, ""));
            case DIED -> Optional.of(new Loss(missing, FailureCause.QEMU_DIED, ""));
        };
    }

    private Optional<Loss> late(Look look, Goal missing) {
        for (Stage stage : Stage.values()) {
            Duration deadline = deadlines.stages().get(stage);
            if (deadline != null && !look.stages().has(stage) && look.millis() >= deadline.toMillis()) {
                FailureCause cause = stage == Stage.NETWORK ? FailureCause.NO_NETWORK : FailureCause.TIMED_OUT;
                return Optional.of(new Loss(new Goal.Reach(stage), cause, "after " + seconds(deadline.toMillis())));
            }
        }
        return look.millis() < deadlines.overall().toMillis() ? Optional.empty()
                : Optional.of(new Loss(missing, FailureCause.TIMED_OUT, "after " + seconds(deadlines.overall().toMillis())));
    }

    /** Only on the way to the login prompt: behind it, a healthy guest has nothing to print. */
    private Optional<Loss> silent(Look look, Goal missing) {
        boolean chatty = !look.stages().has(Stage.LOGIN) && !look.stages().hasProbed();
        return deadlines.silence()
                .filter(limit -> chatty && look.silentMillis() >= limit.toMillis())
                .map(limit -> new Loss(missing, FailureCause.SILENCE, "for " + seconds(look.silentMillis())));
    }

    private static String seconds(long millis) {
        return millis < 1000 ? millis + " ms" : millis / 1000 + " s";
    }
}
