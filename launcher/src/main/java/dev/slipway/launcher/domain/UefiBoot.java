package dev.slipway.launcher.domain;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * A disk by UEFI.
 *
 * @param loader the firmware's code, read-only, shared by all guests
 * @param variablesTemplate the firmware's empty variable store
 * @param variables this guest's own variable store; libvirt copies the template there at the first start
 * @param smm whether the firmware keeps its variables from the guest's kernel by system management mode
 */
public record UefiBoot(Path loader, Path variablesTemplate, Path variables, boolean smm) implements BootSpec {

    public UefiBoot {
        requireNonNull(loader, "loader");
        requireNonNull(variablesTemplate, "variablesTemplate");
        requireNonNull(variables, "variables");
    }

    @Override
    public boolean bootsFromDisk() {
        return true;
    }

    @Override
    public void write(Elements xml, DomainSpec spec) {
        if (smm) {
            xml.text("loader", loader.toString(), "readonly", "yes", "secure", "yes", "type", "pflash");
        } else {
            xml.text("loader", loader.toString(), "readonly", "yes", "type", "pflash");
        }
        xml.text("nvram", variables.toString(), "template", variablesTemplate.toString());
    }
}
