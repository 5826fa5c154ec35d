package dev.slipway.launcher.instance.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.machine.Architecture;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.firmware.Firmware;
import dev.slipway.launcher.firmware.FirmwareSearch;
import dev.slipway.launcher.instance.SampleInstance;
import dev.slipway.launcher.instance.record.BootSource;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.UefiFirmware;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirmwareChoiceTest {

    @TempDir
    private Path folder;
    private Path code;
    private Path variables;
    private StoreLayout layout;
    private FirmwareChoice choice;

    @BeforeEach
    void makeFirmware() throws IOException {
        code = Files.write(folder.resolve("CODE.fd"), new byte[8]);
        variables = Files.write(folder.resolve("VARS.fd"), new byte[16]);
        layout = new StoreLayout(folder, StoreLayout.DEFAULT_REGION);
        choice = new FirmwareChoice(new FirmwareSearch(() -> List.of(new Firmware(folder.resolve("60.json"), code, variables,
                List.of(new Firmware.Target("x86_64", List.of("pc-q35-*")),
                        new Firmware.Target("aarch64", List.of("virt-*"))), Set.of()))));
    }

    @Test
    void firmwareIsChosenForTheMachineOfTheArchitecture() {
        UefiFirmware expected = new UefiFirmware(code.toString(), variables.toString(), false, false);
        assertEquals(Optional.of(expected), choice.find(Architecture.X86_64, false));
        assertEquals(Optional.of(expected), choice.find(Architecture.ARM64, false));
        assertEquals(Optional.empty(), choice.find(Architecture.I386, false));
        assertEquals(Optional.empty(), choice.find(Architecture.X86_64, true));
    }

    @Test
    void anInstanceKeepsTheFirmwareThatIsStillThere() throws IOException {
        Path own = Files.write(folder.resolve("own.fd"), new byte[4]);
        Instance instance = booting(Optional.of(new UefiFirmware(own.toString(), variables.toString(), false, false)));
        assertSame(instance.boot(), choice.renewed(instance, layout));
        Instance bios = booting(Optional.empty());
        assertSame(bios.boot(), choice.renewed(bios, layout));
    }

    @Test
    void firmwareThatIsGoneIsReplacedByWhatTheHostHas() {
        BootSource renewed = choice.renewed(gone(false), layout);
        assertEquals(code.toString(), renewed.uefi().orElseThrow().code());
        assertEquals(Optional.of(BootMode.UEFI_PREFERRED), renewed.bootMode());
    }

    @Test
    void secureBootIsNotGivenUpForFirmwareWithoutIt() {
        LauncherException e = assertThrows(LauncherException.class, () -> choice.renewed(gone(true), layout));
        assertEquals(LauncherError.FIRMWARE_MISSING, e.code());
    }

    @Test
    void variablesThatDoNotFitAreNotThrownAway() throws IOException {
        Instance instance = gone(false);
        Path own = new InstanceFiles(layout, instance.instanceId()).uefiVariables();
        Files.createDirectories(own.getParent());
        Files.write(own, new byte[16]);
        assertEquals(code.toString(), choice.renewed(instance, layout).uefi().orElseThrow().code());
        Files.write(own, new byte[15]);
        LauncherException e = assertThrows(LauncherException.class, () -> choice.renewed(instance, layout));
        assertEquals(LauncherError.FIRMWARE_MISSING, e.code());
        assertTrue(e.getMessage().contains("its variables do not fit"), e.getMessage());
        assertTrue(e.hint().orElseThrow().contains("rm " + own), e.hint().toString());
    }

    private Instance gone(boolean secureBoot) {
        return booting(Optional.of(new UefiFirmware(folder.resolve("gone.fd").toString(),
                folder.resolve("gone-vars.fd").toString(), secureBoot, false)));
    }

    private static Instance booting(Optional<UefiFirmware> uefi) {
        return SampleInstance.draft().boot(BootSource.disk(Optional.of(BootMode.UEFI_PREFERRED), uefi)).build();
    }
}
