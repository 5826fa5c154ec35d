package dev.slipway.launcher.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FirmwareSearchTest {

    private static final FirmwareMachine Q35 = new FirmwareMachine("x86_64", "pc-q35-");
    private static final FirmwareMachine VIRT = new FirmwareMachine("aarch64", "virt-");

    /** As Debian's packages present them. */
    private static final Firmware ENROLLED = x86("enrolled", "secure-boot", "enrolled-keys", "requires-smm");
    private static final Firmware CAPABLE = x86("capable", "secure-boot", "requires-smm");
    private static final Firmware PLAIN = x86("plain", "acpi-s3");

    @Test
    void withoutSecureBootTheFirmwareWithoutKeysAndWithoutSmmIsTaken() {
        assertEquals(Optional.of(PLAIN), search(ENROLLED, CAPABLE, PLAIN).find(Q35, false));
        assertEquals(Optional.of(CAPABLE), search(ENROLLED, CAPABLE).find(Q35, false));
        assertEquals(Optional.empty(), search(ENROLLED).find(Q35, false));
    }

    @Test
    void secureBootTakesOnlyFirmwareThatHasTheKeys() {
        assertEquals(Optional.of(ENROLLED), search(PLAIN, CAPABLE, ENROLLED).find(Q35, true));
        assertEquals(Optional.empty(), search(PLAIN, CAPABLE).find(Q35, true));
    }

    @Test
    void theFirstOfSeveralIsPreferred() {
        Firmware another = x86("another");
        assertEquals(Optional.of(another), search(another, PLAIN).find(Q35, false));
    }

    @Test
    void whatIsMissingIsNamedWithThePackageThatBringsIt() {
        LauncherException none = assertThrows(LauncherException.class, () -> search(PLAIN).require(VIRT, false));
        assertEquals(LauncherError.FIRMWARE_MISSING, none.code());
        assertEquals("This host has no UEFI firmware for aarch64.", none.getMessage());
        assertEquals(Optional.of("apt-get install qemu-efi-aarch64"), none.hint());
        LauncherException keys = assertThrows(LauncherException.class, () -> search(PLAIN).require(Q35, true));
        assertTrue(keys.getMessage().contains("with Secure Boot"), keys.getMessage());
        assertEquals(Optional.of("apt-get install ovmf"), keys.hint());
    }

    @Test
    void aPatternOfAllVersionsFitsAFamilyAndOneOfASingleVersionDoesNot() {
        assertTrue(NamePattern.matches("pc-q35-*", "pc-q35-"));
        assertTrue(NamePattern.matches("*", "pc-q35-"));
        assertTrue(NamePattern.matches("pc-*-*", "pc-q35-"));
        assertFalse(NamePattern.matches("pc-q35-7.2", "pc-q35-"));
        assertFalse(NamePattern.matches("pc-i440fx-*", "pc-q35-"));
        assertFalse(NamePattern.matches("", "pc-q35-"));
    }

    private static FirmwareSearch search(Firmware... firmware) {
        return new FirmwareSearch(() -> List.of(firmware));
    }

    private static Firmware x86(String name, String... features) {
        return new Firmware(Path.of(name + ".json"), Path.of(name + ".code"), Path.of(name + ".vars"),
                List.of(new Firmware.Target("x86_64", List.of("pc-i440fx-*", "pc-q35-*"))), Set.of(features));
    }
}
