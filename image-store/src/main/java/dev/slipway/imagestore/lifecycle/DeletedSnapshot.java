package dev.slipway.imagestore.lifecycle;

import dev.slipway.imagestore.id.SnapshotId;

/**
 * What became of a snapshot whose image was deregistered: EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSnapshotReturnCode.html">DeleteSnapshotReturnCode</a>.
 */
public record DeletedSnapshot(SnapshotId snapshotId, Outcome outcome) {

    /** What became of it. */
    public enum Outcome {
        /** It is deleted. */
        SUCCESS("success"),
        /** It stays, because another image uses it. */
        SKIPPED("skipped"),
        /** It stays, because it is another account's. */
        MISSING_PERMISSIONS("missing-permissions");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        /** EC2's word. */
        public String word() {
            return word;
        }

        @Override
        public String toString() {
            return word;
        }
    }
}
