package dev.slipway.launcher.instance.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StateJoinTest {

    /** The whole table for an ebs root with the behaviour "stop": recorded state, then one column a machine state. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            PENDING,       ABSENT, PENDING
            PENDING,       ACTIVE, PENDING
            PENDING,       ENDING, PENDING
            PENDING,       SHUT_DOWN, PENDING
            PENDING,       KILLED, PENDING
            PENDING,       FAILED, PENDING
            RUNNING,       ABSENT, STOPPED
            RUNNING,       ACTIVE, RUNNING
            RUNNING,       ENDING, RUNNING
            RUNNING,       SHUT_DOWN, STOPPED
            RUNNING,       KILLED, STOPPED
            RUNNING,       FAILED, STOPPED
            STOPPING,      ABSENT, STOPPED
            STOPPING,      ACTIVE, STOPPING
            STOPPING,      ENDING, STOPPING
            STOPPING,      SHUT_DOWN, STOPPED
            STOPPING,      KILLED, STOPPED
            STOPPING,      FAILED, STOPPED
            STOPPED,       ABSENT, STOPPED
            STOPPED,       ACTIVE, RUNNING
            STOPPED,       ENDING, STOPPED
            STOPPED,       SHUT_DOWN, STOPPED
            STOPPED,       KILLED, STOPPED
            STOPPED,       FAILED, STOPPED
            SHUTTING_DOWN, ABSENT, SHUTTING_DOWN
            SHUTTING_DOWN, ACTIVE, SHUTTING_DOWN
            SHUTTING_DOWN, ENDING, SHUTTING_DOWN
            SHUTTING_DOWN, SHUT_DOWN, SHUTTING_DOWN
            SHUTTING_DOWN, KILLED, SHUTTING_DOWN
            SHUTTING_DOWN, FAILED, SHUTTING_DOWN
            TERMINATED,    ABSENT, TERMINATED
            TERMINATED,    ACTIVE, TERMINATED
            TERMINATED,    ENDING, TERMINATED
            TERMINATED,    SHUT_DOWN, TERMINATED
            TERMINATED,    KILLED, TERMINATED
            TERMINATED,    FAILED, TERMINATED
            """)
    void recordAndMachineGiveTheState(InstanceState recorded, MachineState machine, InstanceState expected) {
        assertEquals(expected, StateJoin.join(recorded, WhenOff.STOPS, machine).state());
    }

    /** Only a running record asks what going off means. */
    @ParameterizedTest
    @CsvSource({
        "TERMINATES_WHEN_SHUT_DOWN, SHUT_DOWN, SHUTTING_DOWN, Client.InstanceInitiatedShutdown",
        "TERMINATES_WHEN_SHUT_DOWN, FAILED,    STOPPED,       Server.InternalError",
        "TERMINATES_WHEN_SHUT_DOWN, KILLED,    STOPPED,       Server.InternalError",
        "TERMINATES_WHEN_SHUT_DOWN, ABSENT,    STOPPED,       Server.InternalError",
        "TERMINATES,                SHUT_DOWN, SHUTTING_DOWN, Client.InstanceInitiatedShutdown",
        "TERMINATES,                FAILED,    SHUTTING_DOWN, Server.InternalError",
        "TERMINATES,                KILLED,    SHUTTING_DOWN, Server.InternalError",
        "TERMINATES,                ABSENT,    SHUTTING_DOWN, Server.InternalError",
        "STOPS,                     SHUT_DOWN, STOPPED,       Client.InstanceInitiatedShutdown",
        "STOPS,                     FAILED,    STOPPED,       Server.InternalError",
    })
    void theEndOfARunningMachineMeansWhatTheInstanceSays(
            WhenOff ending, MachineState machine, InstanceState expected, String reason) {
        StateJoin.Joined joined = StateJoin.join(InstanceState.RUNNING, ending, machine);
        assertEquals(expected, joined.state());
        assertEquals(reason, joined.reason().orElseThrow().code());
    }

    @ParameterizedTest
    @EnumSource(InstanceState.class)
    void everyJoinIsAMoveOfTheTable(InstanceState recorded) {
        for (WhenOff ending : WhenOff.values()) {
            for (MachineState machine : MachineState.values()) {
                InstanceState next = StateJoin.join(recorded, ending, machine).state();
                assertTrue(next == recorded || recorded.next().contains(next), recorded + " to " + next);
            }
        }
    }

    @Test
    void statesCarryEc2sNamesAndCodes() {
        assertEquals(32, InstanceState.of("shutting-down").code());
        assertEquals(EnumSet.noneOf(InstanceState.class), InstanceState.TERMINATED.next());
    }
}
