package dev.slipway.imagestore.transfer;

import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.operation.Operations;
import dev.slipway.imagestore.operation.RunningOperation;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** An operation that keeps the layers of a store from being collected while they are read, and leaves nothing else. */
public final class Reading {

    private static final String KIND = "read-layers";

    private Reading() {
    }

    static void register(Operations operations) {
        operations.register(KIND, operation -> { });
    }

    /** Does the work while these layers are kept; whether they are still there, it has to look itself. */
    public static <R> R keeping(Operations operations, List<LayerId> layers, Supplier<R> work) {
        RunningOperation reading = operations.begin(KIND, Map.of(), layers);
        try {
            return work.get();
        } finally {
            reading.close();
        }
    }
}
