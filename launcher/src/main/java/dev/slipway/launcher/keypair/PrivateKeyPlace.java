package dev.slipway.launcher.keypair;

import dev.slipway.host.undo.Rollback;

/** Where the private key of a new key pair is put before the pair is recorded: one without its other half is of no use. */
@FunctionalInterface
public interface PrivateKeyPlace {

    /** Nowhere: the answer has it, as EC2's does. */
    PrivateKeyPlace ANSWER_ONLY = (created, undo) -> { };

    /**
     * Keeps a private key.
     *
     * @param undo told how to take it back, should the pair not come about
     */
    void keep(CreatedKeyPair created, Rollback undo);
}
