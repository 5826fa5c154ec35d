package dev.slipway.launcher.fleet;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.fleet.plan.Member;
import dev.slipway.launcher.instance.access.CommandOutcome;
import dev.slipway.launcher.instance.access.CommandRequest;
import dev.slipway.launcher.instance.access.GuestAccess;
import dev.slipway.launcher.instance.machine.Parallel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs a command in all members of a fleet at the same time. */
public final class FleetExec {

    /** Each is a thread that waits, and perhaps an ssh client. */
    private static final int AT_ONCE = 32;

    private FleetExec() {
    }

    /**
     * How it went in one member.
     *
     * @param outcome empty where the command could not be run
     * @param error why not
     */
    public record Result(Member member, Optional<CommandOutcome> outcome, Optional<SlipwayException> error) {

        /** What the command, or the attempt to run it, ended with. */
        public int exit() {
            return outcome.map(CommandOutcome::exit).orElseGet(() -> error.orElseThrow().code().exit().number());
        }
    }

    /**
     * Runs it in each of these. One in which it fails, or that cannot be reached, does not keep the others from it. Throws
     * INTERRUPTED.
     *
     * @param ended told of each as it ends, by several threads
     */
    public static List<Result> run(List<Member> members, GuestAccess access, CommandRequest request, Consumer<Result> ended) {
        List<Parallel.Task<Result>> tasks = new ArrayList<>();
        for (Member member : members) {
            tasks.add(() -> {
                Result result = run(member, access, request);
                ended.accept(result);
                return result;
            });
        }
        return Parallel.run(tasks, AT_ONCE);
    }

    private static Result run(Member member, GuestAccess access, CommandRequest request) {
        try {
            return new Result(member, Optional.of(access.exec(member.id(), request)), Optional.empty());
        } catch (SlipwayException e) {
            if (e.code() == HostError.INTERRUPTED) {
                throw e;
            }
            return new Result(member, Optional.empty(), Optional.of(e));
        }
    }
}
