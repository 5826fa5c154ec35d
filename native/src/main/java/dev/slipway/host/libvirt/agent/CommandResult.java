package dev.slipway.host.libvirt.agent;

import java.nio.charset.StandardCharsets;

/**
 * How a command in a guest ended.
 *
 * @param exit its exit code; 128 and the signal's number where a signal ended it, as a shell counts it
 * @param truncated whether the agent cut its output off
 */
public record CommandResult(int exit, byte[] stdout, byte[] stderr, boolean truncated) {

    /** What it wrote to stdout, as text. */
    public String stdoutText() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    /** What it wrote to stderr, as text. */
    public String stderrText() {
        return new String(stderr, StandardCharsets.UTF_8);
    }
}
