package dev.slipway.launcher.instance.readiness;

import java.util.concurrent.TimeUnit;

/**
 * When it is worth asking a guest's agent: at first, as it may have come before we listened; then once libvirt tells that
 * it came; and now and then, for an event that was lost. For one thread.
 */
final class AgentTurns {

    private static final long UNTOLD_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final MachineWatch.Heard heard;
    private boolean asked;
    private long last;

    AgentTurns(MachineWatch.Heard heard) {
        this.heard = heard;
    }

    boolean isNext() {
        long now = System.nanoTime();
        if (asked && !heard.agentIsThere() && now - last < UNTOLD_NANOS) {
            return false;
        }
        asked = true;
        last = now;
        return true;
    }
}
