package dev.slipway.launcher.instance.status;

import dev.slipway.host.libvirt.DomainStatus;
import dev.slipway.launcher.boot.ConsoleScanner;
import dev.slipway.launcher.boot.FailureCause;
import dev.slipway.launcher.boot.Stage;
import dev.slipway.launcher.instance.state.InstanceState;
import java.util.function.BooleanSupplier;

/** What each word of a status follows from. Pure: nothing is asked but what is given. */
final class StatusRules {

    private StatusRules() {
    }

    /** How well the machine of an instance is, by what libvirt says of its domain. */
    static StatusWord system(InstanceState state, DomainStatus domain) {
        if (state != InstanceState.RUNNING) {
            return StatusWord.NOT_APPLICABLE;
        }
        return switch (domain.state()) {
            case RUNNING, BLOCKED, SUSPENDED, SHUTTING_DOWN -> StatusWord.OK;
            case CRASHED -> StatusWord.IMPAIRED;
            case PAUSED -> switch (domain.reason()) {
                case PAUSED_IO_ERROR, PAUSED_WATCHDOG, PAUSED_CRASHED, PAUSED_POSTCOPY_FAILED, PAUSED_API_ERROR ->
                        StatusWord.IMPAIRED;
                // Somebody holds it for a while, and how it is shows when it goes on.
                default -> StatusWord.INSUFFICIENT_DATA;
            };
            // It went off since its state was looked at.
            case SHUT_OFF, NO_STATE, UNKNOWN -> StatusWord.INSUFFICIENT_DATA;
        };
    }

    /**
     * How well the guest is.
     *
     * @param console all that it printed since its last start
     * @param agent asked, only where the console does not decide, whether the guest's agent answers
     */
    static StatusWord guest(InstanceState state, StatusWord system, ConsoleScanner console, BooleanSupplier agent) {
        if (state != InstanceState.RUNNING) {
            return StatusWord.NOT_APPLICABLE;
        }
        if (system != StatusWord.OK) {
            return StatusWord.INSUFFICIENT_DATA;
        }
        boolean offNetwork = console.failures().containsKey(FailureCause.NO_NETWORK)
                && !console.stages().contains(Stage.NETWORK);
        boolean failed = console.isLost() || offNetwork;
        if (!failed && console.stages().contains(Stage.LOGIN)) {
            return StatusWord.OK;
        }
        // A guest that panicked and began anew has both on its console; only an answer tells what came last.
        if (!offNetwork && agent.getAsBoolean()) {
            return StatusWord.OK;
        }
        if (failed) {
            return StatusWord.IMPAIRED;
        }
        return console.lastLines().isEmpty() ? StatusWord.INSUFFICIENT_DATA : StatusWord.INITIALIZING;
    }
}
