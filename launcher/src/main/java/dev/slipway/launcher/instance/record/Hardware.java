package dev.slipway.launcher.instance.record;

import static java.util.Objects.requireNonNull;

import dev.slipway.host.machine.Architecture;
import dev.slipway.launcher.accelerator.Accelerator;
import java.util.List;

/**
 * The machine an instance runs on.
 *
 * @param memoryMib in mebibytes
 * @param accelerator what executes the guest's instructions
 * @param acceleratorReasons why this one, a sentence each
 */
public record Hardware(
        Architecture architecture, int vcpus, int memoryMib, Accelerator accelerator, List<String> acceleratorReasons) {

    public Hardware {
        requireNonNull(architecture, "architecture");
        requireNonNull(accelerator, "accelerator");
        if (vcpus < 1 || memoryMib < 1) {
            throw new IllegalArgumentException("a machine has processors and memory: " + vcpus + ", " + memoryMib);
        }
        acceleratorReasons = acceleratorReasons == null ? List.of() : List.copyOf(acceleratorReasons);
    }
}
