package dev.slipway.host.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void everyArchitectureIsFoundByEachOfItsOwnNames() {
        for (Architecture architecture : Architecture.values()) {
            assertEquals(Optional.of(architecture), Architecture.named(architecture.ec2Name()));
            assertEquals(Optional.of(architecture), Architecture.named(architecture.libvirtName()));
        }
    }

    @Test
    void javaAndTheKernelNameThemTheirOwnWay() {
        assertEquals(Optional.of(Architecture.X86_64), Architecture.named("amd64"));
        assertEquals(Optional.of(Architecture.ARM64), Architecture.named("aarch64"));
        assertEquals(Optional.empty(), Architecture.named("riscv64"));
    }
}
