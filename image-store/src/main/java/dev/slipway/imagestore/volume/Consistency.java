package dev.slipway.imagestore.volume;

/** What a snapshot holds of a file system on it. */
public enum Consistency {
    /** No guest wrote it: all that was ever written. */
    AT_REST,
    /** The guest agent had written everything out and held further writes back. */
    FROZEN,
    /** What had come to the disk at that moment, as after a power cut; journals are replayed at the next mount. */
    CRASH_CONSISTENT
}
