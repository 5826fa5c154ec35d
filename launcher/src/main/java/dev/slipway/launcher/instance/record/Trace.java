package dev.slipway.launcher.instance.record;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Where the time of a launch or a start went.
 *
 * @param phases in the order in which they ended
 */
public record Trace(List<Phase> phases) {

    /** A trace of nothing. */
    public static final Trace EMPTY = new Trace(List.of());

    public Trace {
        phases = phases == null ? List.of() : List.copyOf(phases);
    }

    /**
     * One phase.
     *
     * @param name such as {@code disks}
     * @param startMillis when it began, counted from the beginning of the launch
     * @param millis how long it took
     */
    public record Phase(String name, double startMillis, double millis) {
    }

    /** This trace and another, one after the other. */
    public Trace and(List<Phase> more) {
        List<Phase> all = new ArrayList<>(phases);
        all.addAll(more);
        return new Trace(all);
    }

    /** Measures phases as they pass; several threads may use it. */
    public static final class Recorder {

        private final long begin;
        private final List<Phase> phases = new ArrayList<>();

        /** Counts from now. */
        public Recorder() {
            this(System.nanoTime());
        }

        private Recorder(long begin) {
            this.begin = begin;
        }

        /** A recorder of its own for a part of the work, which counts from the same beginning. */
        public Recorder part() {
            return new Recorder(begin);
        }

        /** Work that is measured. */
        @FunctionalInterface
        public interface Work<T> {
            T run();
        }

        /** Does the work and keeps how long it took. */
        public <T> T phase(String name, Work<T> work) {
            long start = System.nanoTime();
            try {
                return work.run();
            } finally {
                add(name, start, System.nanoTime());
            }
        }

        /** Does work that gives nothing. */
        public void run(String name, Runnable work) {
            phase(name, () -> {
                work.run();
                return name;
            });
        }

        private synchronized void add(String name, long start, long end) {
            phases.add(new Phase(name, millis(start - begin), millis(end - start)));
        }

        /** What was measured so far. */
        public synchronized Trace trace() {
            return new Trace(phases);
        }

        private static double millis(long nanos) {
            return TimeUnit.NANOSECONDS.toMicros(nanos) / 1000.0;
        }
    }
}
