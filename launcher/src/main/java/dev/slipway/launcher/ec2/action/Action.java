package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.ec2.protocol.Dialect;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * An action of the endpoint.
 *
 * @param name EC2's
 * @param dryRun who knows whether it would succeed
 * @param parameters all that it takes, as the Query protocol names them; a list has {@code .N} behind its name
 * @param work calls services and returns what the AWS CLI would print
 */
public record Action(Dialect dialect, String name, DryRun dryRun, List<String> parameters, Function<Call, ObjectNode> work) {

    private static final Set<String> EVERYWHERE = Set.of("Action", "Version", "DryRun");

    /** Who knows whether an action would succeed. */
    public enum DryRun {
        /** It changes nothing: it is done, and its answer is thrown away. */
        READS,
        /** The service that does it. */
        SERVICE,
        /** Nobody; it is refused. */
        NOBODY
    }

    /** One that changes nothing. */
    static Action reads(String name, Function<Call, ObjectNode> work, String... parameters) {
        return new Action(Dialect.EC2, name, DryRun.READS, List.of(parameters), work);
    }

    /** One whose service knows dry runs. */
    static Action checks(String name, Function<Call, ObjectNode> work, String... parameters) {
        return new Action(Dialect.EC2, name, DryRun.SERVICE, List.of(parameters), work);
    }

    /** One that has no dry run. */
    static Action changes(String name, Function<Call, ObjectNode> work, String... parameters) {
        return new Action(Dialect.EC2, name, DryRun.NOBODY, List.of(parameters), work);
    }

    /** The answer. Throws UNKNOWN_PARAMETER, DRY_RUN, and what the services throw. */
    ObjectNode answer(Call call) {
        for (String given : call.parameters().names()) {
            boolean known = EVERYWHERE.contains(given) || given.startsWith("X-Amz-")
                    || parameters.contains(given) || parameters.contains(given + ".N")
                    || parameters.stream().anyMatch(name -> name.startsWith(given + "."));
            if (!known) {
                throw new LauncherException(LauncherError.UNKNOWN_PARAMETER,
                        "The parameter " + given + " is not recognized.");
            }
        }
        if (dialect == Dialect.EC2 && call.dryRun()) {
            return dry(call);
        }
        return work.apply(call);
    }

    private ObjectNode dry(Call call) {
        if (dryRun == DryRun.NOBODY) {
            throw new LauncherException(LauncherError.UNSUPPORTED_OPERATION, name + " has no dry run here.");
        }
        ObjectNode answer = work.apply(call);
        if (dryRun == DryRun.SERVICE) {
            return answer;
        }
        throw new LauncherException(LauncherError.DRY_RUN, "Request would have succeeded, but DryRun flag is set.");
    }
}
