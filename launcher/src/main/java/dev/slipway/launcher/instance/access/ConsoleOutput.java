package dev.slipway.launcher.instance.access;

import dev.slipway.launcher.instance.record.InstanceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * The end of what a guest printed, as EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetConsoleOutput.html">GetConsoleOutput</a> has it.
 *
 * @param output at most 64 KiB
 * @param timestamp when the guest printed last; empty where it never has
 */
public record ConsoleOutput(InstanceId instanceId, byte[] output, Optional<Instant> timestamp) {

    /** The output as text; what is no UTF-8 is replaced. */
    public String text() {
        return new String(output, StandardCharsets.UTF_8);
    }
}
