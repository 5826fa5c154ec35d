package dev.slipway.host.errors;

/**
 * A stable name for one kind of error. Each module lists its own in one enum: {@link HostError} here,
 * {@code StoreError} in the image store, {@code LauncherError} in the launcher.
 */
public interface ErrorCode {

    /** The word a script matches: EC2's code where EC2 has one, such as {@code InvalidAMIID.NotFound}. */
    String code();

    /** What the process ends with when this error ends a command. */
    ExitCode exit();
}
