package dev.slipway.launcher.instance.record;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.machine.Architecture;
import dev.slipway.launcher.accelerator.Accelerator;
import java.util.List;

/**
 * The machine an instance runs on.
 *
 * @param vcpus threads in all, EC2's vCPUs
 * @param threadsPerCore how many threads the guest sees on a core; EC2's CpuOptions
 * @param memoryMib in mebibytes
 * @param accelerator what executes the guest's instructions
 * @param acceleratorReasons why this one, a sentence each
 */
public record Hardware(Architecture architecture, int vcpus, int threadsPerCore, int memoryMib, Accelerator accelerator,
        List<String> acceleratorReasons) {

    public Hardware {
        requireNonNull(architecture, "architecture");
        requireNonNull(accelerator, "accelerator");
        threadsPerCore = threadsPerCore == 0 ? 1 : threadsPerCore;
        if (vcpus < 1 || memoryMib < 1 || vcpus % threadsPerCore != 0) {
            throw new IllegalArgumentException("a machine has processors and memory: " + vcpus + ", " + memoryMib);
        }
        acceleratorReasons = acceleratorReasons == null ? List.of() : List.copyOf(acceleratorReasons);
    }

    /** How many cores the guest sees. */
    public int cores() {
        return vcpus / threadsPerCore;
    }
}
