package dev.slipway.imagestore.operation;

/**
 * Undoes, or finishes, operations of one kind that were left unfinished: by a process that died, or by a failure in
 * this one. What it does may itself be cut short at any point and repeated, so every step must bear being done twice.
 */
@FunctionalInterface
public interface OperationHandler {

    /** Leaves nothing of the operation undone or half done. The row and the lock are removed by the caller. */
    void settle(Operation operation);

    /**
     * Whether it is time to: what was begun may take its course for a while without anybody. Until then row and lock file stay,
     * and a later command asks again.
     */
    default boolean isDue(Operation operation) {
        return true;
    }
}
