package dev.slipway.imagestore.operation;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.OperationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Work that was begun and is not finished: enough to undo it, or finish it, when its process dies.
 *
 * @param operationId its id, the name of its lock and of its staging folder
 * @param kind which {@link OperationHandler} knows what to do about it
 * @param startedAt when it began
 * @param details what that handler needs to know: ids, as a rule
 * @param layers layers that must not be collected while it is in flight, though nothing else may refer to them yet
 * @param claims ids of what it has for itself while it is in flight: volumes, layers, instances
 */
public record Operation(
        OperationId operationId, String kind, Instant startedAt, Map<String, String> details, List<LayerId> layers,
        List<String> claims) {

    /** Operations in flight. */
    public static final Table<Operation> TABLE =
            Table.of("operations", Operation.class, 2, o -> o.operationId().value())
                    .text("kind", Operation::kind)
                    .list("claim", Operation::claims);

    public Operation {
        requireNonNull(operationId, "operationId");
        requireNonNull(kind, "kind");
        requireNonNull(startedAt, "startedAt");
        details = details == null ? Map.of() : Map.copyOf(details);
        layers = layers == null ? List.of() : List.copyOf(layers);
        claims = claims == null ? List.of() : List.copyOf(claims);
    }

    /** The same operation, whose handler needs to know something else from now on. */
    public Operation with(Map<String, String> newDetails) {
        return new Operation(operationId, kind, startedAt, newDetails, layers, claims);
    }
}
