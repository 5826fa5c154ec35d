package dev.slipway.launcher.instance.access;

import dev.slipway.launcher.instance.record.InstanceId;
import java.nio.charset.StandardCharsets;

/**
 * How a command in a guest ended.
 *
 * @param exit its exit code, as a shell counts it; 255 also where ssh itself failed
 * @param stdout what it wrote there; nothing where it went to this process's own
 * @param truncated whether output was lost because there was too much of it
 */
public record CommandOutcome(InstanceId instanceId, Way way, int exit, byte[] stdout, byte[] stderr, boolean truncated) {

    /** Its standard output as text. */
    public String stdoutText() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    /** Its standard error as text. */
    public String stderrText() {
        return new String(stderr, StandardCharsets.UTF_8);
    }
}
