package dev.slipway.imagestore.operation;

import dev.slipway.host.errors.SlipwayException;

/**
 * An operation of a process that died, which could not be settled: libvirt may not answer now, or the files may be
 * another user's.
 *
 * @param operation what is still to be settled
 * @param reason why it was not
 */
public record Unsettled(Operation operation, SlipwayException reason) {

    /** What a user is told. */
    public String sentence() {
        return "A command that died left the operation '" + operation.operationId() + "' (" + operation.kind()
                + "), which cannot be settled now: " + reason.getMessage();
    }
}
