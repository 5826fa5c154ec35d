package dev.slipway.launcher.fleet.watch;

import dev.slipway.launcher.fleet.plan.Member;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.state.StateReason;
import java.util.Optional;

/**
 * How a member is, to whoever keeps its place filled.
 *
 * @param word whether something is to be done
 * @param reason why
 */
record Health(Word word, String reason) {

    enum Word {
        /** It is ready. */
        WELL,
        /** It runs, and is to be waited for. */
        BOOTS,
        /** Somebody stopped it, and will have had a reason. */
        LEFT_ALONE,
        /** It is to be replaced. */
        LOST
    }

    /**
     * What follows from a member's state.
     *
     * @param member the instance in its place; one that has ended tells why, none at all nothing
     * @param ill what was seen of it more than once, where something is wrong with its guest or its machine
     */
    static Health of(Optional<Member> member, Optional<String> ill) {
        if (member.isEmpty()) {
            return new Health(Word.LOST, "is missing");
        }
        Instance instance = member.get().instance();
        return switch (instance.state()) {
            case PENDING -> new Health(Word.BOOTS, "is pending");
            case RUNNING -> ill.isPresent() ? new Health(Word.LOST, ill.get())
                    : new Health(member.get().isReady() ? Word.WELL : Word.BOOTS, "runs");
            case STOPPING, STOPPED -> stoppedByUser(instance) ? new Health(Word.LEFT_ALONE, "was stopped")
                    : new Health(Word.LOST, ended("stopped", instance));
            case SHUTTING_DOWN, TERMINATED -> new Health(Word.LOST, ended("was terminated", instance));
        };
    }

    private static boolean stoppedByUser(Instance instance) {
        return instance.lifecycle().reason().map(StateReason::code).filter(StateReason.USER_INITIATED.code()::equals).isPresent();
    }

    private static String ended(String how, Instance instance) {
        return how + instance.lifecycle().reason().map(reason -> ": " + reason.message()).orElse("");
    }
}
