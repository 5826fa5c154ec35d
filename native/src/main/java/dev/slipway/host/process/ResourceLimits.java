package dev.slipway.host.process;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a program may use of the host, enforced by the kernel: a program that reads hostile input is not trusted to
 * limit itself.
 *
 * @param addressSpaceBytes the most memory it may map; an allocation beyond it fails
 * @param processor the most processor time it may use, in whole seconds; it is killed beyond it
 * @param fileBytes the longest file it may write; it is killed beyond it
 */
public record ResourceLimits(long addressSpaceBytes, Duration processor, OptionalLong fileBytes) {

    /** What a program killed for too long a file ends with: 128 and SIGXFSZ. */
    public static final int FILE_TOO_LONG_EXIT = 153;

    public ResourceLimits {
        requireNonNull(processor, "processor");
        if (addressSpaceBytes <= 0) {
            throw new IllegalArgumentException("addressSpaceBytes must be positive: " + addressSpaceBytes);
        }
        if (processor.toSeconds() <= 0) {
            throw new IllegalArgumentException("processor must be a second or more: " + processor);
        }
    }

    /** Limits of memory and time. */
    public ResourceLimits(long addressSpaceBytes, Duration processor) {
        this(addressSpaceBytes, processor, OptionalLong.empty());
    }

    /** The same, and no file longer than this. */
    public ResourceLimits withFileBytes(long bytes) {
        return new ResourceLimits(addressSpaceBytes, processor, OptionalLong.of(bytes));
    }

    /** The words that, put before a command, run it under these limits. */
    List<String> prefix() {
        List<String> words = new ArrayList<>(
                List.of("prlimit", "--as=" + addressSpaceBytes, "--cpu=" + processor.toSeconds(), "--core=0"));
        fileBytes.ifPresent(bytes -> words.add("--fsize=" + bytes));
        words.add("--");
        return words;
    }
}
