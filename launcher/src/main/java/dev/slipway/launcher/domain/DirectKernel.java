package dev.slipway.launcher.domain;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A kernel, and a ramdisk where the image has one, loaded by QEMU itself: EC2's {@code paravirtual}.
 *
 * @param commandLine the image's own; an emulated guest gets {@link EmulationWords} before it
 */
public record DirectKernel(Path kernel, Optional<Path> ramdisk, String commandLine) implements BootSpec {

    public DirectKernel {
        requireNonNull(kernel, "kernel");
        requireNonNull(ramdisk, "ramdisk");
        XmlText.checked(commandLine, "kernel command line");
    }

    @Override
    public boolean bootsFromDisk() {
        return false;
    }

    @Override
    public void write(Elements xml, DomainSpec spec) {
        xml.text("kernel", kernel.toString());
        if (ramdisk.isPresent()) {
            xml.text("initrd", ramdisk.get().toString());
        }
        String line = EmulationWords.before(commandLine, spec);
        if (!line.isEmpty()) {
            xml.text("cmdline", line);
        }
    }
}
