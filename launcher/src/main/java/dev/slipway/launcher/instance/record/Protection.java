package dev.slipway.launcher.instance.record;

/**
 * What an instance is kept from.
 *
 * @param disableApiTermination EC2's termination protection: its owner's commands do not terminate it
 * @param disableApiStop EC2's stop protection: its owner's commands do not stop or terminate it
 */
public record Protection(boolean disableApiTermination, boolean disableApiStop) {

    /** Nothing. */
    public static final Protection NONE = new Protection(false, false);
}
