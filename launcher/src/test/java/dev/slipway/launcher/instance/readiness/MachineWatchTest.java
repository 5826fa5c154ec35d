package dev.slipway.launcher.instance.readiness;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.libvirt.event.AgentEvent;
import dev.slipway.host.libvirt.event.LifecycleChange;
import dev.slipway.host.libvirt.event.LifecycleDetail;
import dev.slipway.host.libvirt.event.LifecycleEvent;
import dev.slipway.launcher.instance.record.InstanceId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MachineWatchTest {

    private static final InstanceId ID = new InstanceId("i-0123456789abcdef0");
    private static final UUID DOMAIN = new UUID(1, 2);

    private final MachineWatch watch = new MachineWatch();

    private void lifecycle(String domain, LifecycleChange change, LifecycleDetail detail) {
        watch.on(new LifecycleEvent(domain, DOMAIN, change, detail));
    }

    @Test
    void aChangeIsTakenOnceAndIsOfOneMachine() {
        lifecycle("another", LifecycleChange.STOPPED, LifecycleDetail.STOPPED_FAILED);
        assertFalse(watch.of(ID).hasChanged());
        lifecycle(ID.value(), LifecycleChange.STOPPED, LifecycleDetail.STOPPED_FAILED);
        assertTrue(watch.of(ID).hasChanged());
        assertTrue(watch.of(ID).takeChange());
        assertFalse(watch.of(ID).takeChange());
        assertFalse(watch.of(ID).hasPanicked());
    }

    @Test
    void aPanicIsRemembered() {
        lifecycle(ID.value(), LifecycleChange.CRASHED, LifecycleDetail.CRASHED_PANICKED);
        lifecycle(ID.value(), LifecycleChange.STOPPED, LifecycleDetail.STOPPED_CRASHED);
        assertTrue(watch.of(ID).takeChange());
        assertTrue(watch.of(ID).hasPanicked());
    }

    @Test
    void anAgentIsAskedAtFirstAndThenWhileItIsThere() {
        AgentTurns turns = new AgentTurns(watch.of(ID));
        assertTrue(turns.isNext(), "it may have come before");
        assertFalse(turns.isNext());
        watch.on(new AgentEvent(ID.value(), DOMAIN, true));
        assertTrue(turns.isNext());
        assertTrue(turns.isNext(), "it came, and has not answered");
        watch.on(new AgentEvent(ID.value(), DOMAIN, false));
        assertFalse(turns.isNext());
    }
}
