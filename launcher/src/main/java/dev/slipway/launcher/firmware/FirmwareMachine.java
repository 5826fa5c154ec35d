package dev.slipway.launcher.firmware;

import static java.util.Objects.requireNonNull;

/**
 * A machine as descriptors name it.
 *
 * @param qemuArchitecture such as {@code aarch64}
 * @param family what the names of all its versions begin with, such as {@code pc-q35-}
 */
public record FirmwareMachine(String qemuArchitecture, String family) {

    public FirmwareMachine {
        requireNonNull(qemuArchitecture, "qemuArchitecture");
        requireNonNull(family, "family");
    }
}
