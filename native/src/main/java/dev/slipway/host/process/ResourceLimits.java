package dev.slipway.host.process;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * What a program may use of the host, enforced by the kernel: a program that reads hostile input is not trusted to
 * limit itself.
 *
 * @param addressSpaceBytes the most memory it may map; an allocation beyond it fails
 * @param processor the most processor time it may use, in whole seconds; it is killed beyond it
 */
public record ResourceLimits(long addressSpaceBytes, Duration processor) {

    public ResourceLimits {
        requireNonNull(processor, "processor");
        if (addressSpaceBytes <= 0) {
            throw new IllegalArgumentException("addressSpaceBytes must be positive: " + addressSpaceBytes);
        }
        if (processor.toSeconds() <= 0) {
            throw new IllegalArgumentException("processor must be a second or more: " + processor);
        }
    }

    /** The words that, put before a command, run it under these limits. */
    List<String> prefix() {
        return List.of("prlimit", "--as=" + addressSpaceBytes, "--cpu=" + processor.toSeconds(), "--");
    }
}
