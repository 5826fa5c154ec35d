package dev.slipway.launcher.instance.record;

import static java.util.Objects.requireNonNull;

/**
 * The firmware of an instance that boots by UEFI. Its own variables are a file in its folder, which a stop does not touch.
 *
 * @param code path of the firmware's code, read-only and shared by all guests
 * @param variablesTemplate path of the variable store that a new instance's begins as
 * @param secureBoot whether the firmware runs signed boot loaders only
 * @param smm whether the firmware keeps its variables from the guest's kernel by system management mode
 */
public record UefiFirmware(String code, String variablesTemplate, boolean secureBoot, boolean smm) {

    public UefiFirmware {
        requireNonNull(code, "code");
        requireNonNull(variablesTemplate, "variablesTemplate");
    }
}
