package dev.slipway.launcher.fleet.watch;

import dev.slipway.launcher.fleet.plan.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is known of one place in a group while a fleet is watched. */
final class Keeper {

    private final String name;
    private final Backoff backoff = new Backoff();
    private boolean busy;
    private int illLooks;
    private Optional<Loss> loss = Optional.empty();

    /** @param name the member's */
    Keeper(String name) {
        this.name = name;
    }

    /**
     * That the place is empty.
     *
     * @param former what was in it
     * @param due when it is filled again
     */
    record Loss(Optional<Member> former, String reason, Instant due) {
    }

    String name() {
        return name;
    }

    /** Whether a member is on its way up. */
    boolean isBusy() {
        return busy;
    }

    void begins() {
        busy = true;
    }

    /** The member is ready; what it took the place of. */
    Optional<Loss> ready() {
        Optional<Loss> mended = loss;
        busy = false;
        illLooks = 0;
        loss = Optional.empty();
        backoff.reset();
        return mended;
    }

    /** The place has become, or stayed, empty; how long until it is filled again. */
    Duration lost(Optional<Member> former, String reason) {
        busy = false;
        illLooks = 0;
        // A place in which there never was anybody has nothing to recover from.
        Duration wait = former.isEmpty() && loss.isEmpty() ? Duration.ZERO : backoff.next();
        Optional<Member> first = loss.flatMap(Loss::former).or(() -> former);
        loss = Optional.of(new Loss(first, loss.map(Loss::reason).orElse(reason), Instant.now().plus(wait)));
        return wait;
    }

    Optional<Loss> loss() {
        return loss;
    }

    /** Whether it was seen to be ill more than once in a row: a guest may be busy for a moment. */
    boolean staysIll(boolean ill) {
        illLooks = ill ? illLooks + 1 : 0;
        return illLooks > 1;
    }
}
