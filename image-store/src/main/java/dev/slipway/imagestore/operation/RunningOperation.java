package dev.slipway.imagestore.operation;

import dev.slipway.host.files.KernelLock;
import dev.slipway.imagestore.catalogue.Change;
import java.util.Map;

/**
 * An operation of this process. {@link #finish} belongs into the transaction that commits the work; closed without it,
 * the operation is settled by its handler, exactly as if the process had died.
 */
public final class RunningOperation implements AutoCloseable {

    private final Operations operations;
    private Operation operation;
    private final KernelLock lock;

    RunningOperation(Operations operations, Operation operation, KernelLock lock) {
        this.operations = operations;
        this.operation = operation;
        this.lock = lock;
    }

    /** What was begun. */
    public Operation operation() {
        return operation;
    }

    /** Tells whoever may have to settle it more than was known when it was begun; committed when this returns. */
    public void amend(Map<String, String> details) {
        operation = operations.amend(operation, details);
    }

    /**
     * Ends the operation as part of the transaction that commits its work. When that transaction fails, the operation
     * is not finished.
     */
    public void finish(Change change) {
        change.delete(Operation.TABLE, operation.operationId().value());
    }

    /** Lets go of the lock; first settles what is unfinished. */
    @Override
    public void close() {
        operations.settle(operation, lock);
    }
}
