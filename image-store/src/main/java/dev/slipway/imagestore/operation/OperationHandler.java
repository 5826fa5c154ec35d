package dev.slipway.imagestore.operation;

/**
 * Undoes, or finishes, operations of one kind that were left unfinished: by a process that died, or by a failure in
 * this one. What it does may itself be cut short at any point and repeated, so every step must bear being done twice.
 */
@FunctionalInterface
public interface OperationHandler {

    /** Leaves nothing of the operation undone or half done. The row and the lock are removed by the caller. */
    void settle(Operation operation);
}
