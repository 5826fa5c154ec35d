package dev.slipway.launcher.fleet.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.launcher.fleet.plan.FleetTags;
import dev.slipway.launcher.fleet.plan.Member;
import dev.slipway.launcher.instance.SampleInstance;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.Lifecycle;
import dev.slipway.launcher.instance.state.StateReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a place in a group is filled again, and for which reasons. */
class FleetBackoffTest {

    @Test
    void eachFailureDoublesTheTimeUntilTheNextAttempt() {
        Backoff backoff = new Backoff();
        List<Long> seconds = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            seconds.add(backoff.next().toSeconds());
        }
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L), seconds);
        backoff.reset();
        assertEquals(Duration.ofSeconds(1), backoff.next());
    }

    @Test
    void aPlaceThatNobodyWasInIsFilledAtOnce() {
        Keeper keeper = new Keeper("db-0");
        assertEquals(Duration.ZERO, keeper.lost(Optional.empty(), "is missing"));
        assertEquals(Duration.ofSeconds(1), keeper.lost(Optional.empty(), "failed"));
        assertEquals("is missing", keeper.ready().orElseThrow().reason(), "the first reason is what it is about");
        assertEquals(Duration.ofSeconds(1), keeper.lost(Optional.of(member(InstanceState.STOPPED, StateReason.HOST_FAILED)), "died"));
    }

    @Test
    void onlyWhoIsIllTwiceInARowIsReplaced() {
        Keeper keeper = new Keeper("db-0");
        assertFalse(keeper.staysIll(true));
        assertFalse(keeper.staysIll(false));
        assertFalse(keeper.staysIll(true));
        assertTrue(keeper.staysIll(true));
    }

    @Test
    void whatEndedByItselfIsLostAndWhatSomebodyStoppedIsNot() {
        assertEquals(Health.Word.LOST, health(InstanceState.STOPPED, StateReason.HOST_FAILED));
        assertEquals(Health.Word.LOST, health(InstanceState.STOPPED, StateReason.INSTANCE_INITIATED));
        assertEquals(Health.Word.LEFT_ALONE, health(InstanceState.STOPPED, StateReason.USER_INITIATED));
        assertEquals(Health.Word.LOST, health(InstanceState.TERMINATED, StateReason.USER_INITIATED));
        assertEquals(Health.Word.BOOTS, health(InstanceState.RUNNING, StateReason.USER_INITIATED));
        assertEquals(Health.Word.LOST, Health.of(Optional.empty(), Optional.empty()).word());
        Member running = member(InstanceState.RUNNING, StateReason.USER_INITIATED);
        assertEquals(new Health(Health.Word.LOST, "is impaired"), Health.of(Optional.of(running), Optional.of("is impaired")));
    }

    private static Health.Word health(InstanceState state, StateReason reason) {
        return Health.of(Optional.of(member(state, reason)), Optional.empty()).word();
    }

    private static Member member(InstanceState state, StateReason reason) {
        Instance instance = SampleInstance.draft().tags(FleetTags.of("shop", "db", 0, "db-0", "new")).build()
                .with(new Lifecycle(state, Optional.of(reason), Optional.empty(), Instant.EPOCH, Instant.EPOCH));
        return Member.of(instance).orElseThrow();
    }
}
