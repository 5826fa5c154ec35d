package dev.slipway.launcher.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.launcher.firmware.FirmwareDescriptors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirmwareChecksTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsMissingIsANoteWithTheCommandThatInstallsIt() {
        List<Check> checks = run();
        assertEquals(List.of("uefi i386", "uefi x86_64", "uefi arm64"), checks.stream().map(Check::subject).toList());
        for (Check check : checks) {
            assertEquals(Check.Status.NOTE, check.status());
        }
        assertEquals(List.of("apt-get install ovmf-ia32", "apt-get install ovmf", "apt-get install qemu-efi-aarch64"),
                checks.stream().map(check -> check.remedy().orElseThrow()).toList());
    }

    @Test
    void whatIsThereIsNamedWithAndWithoutSecureBoot() throws IOException {
        write("10.json", "plain", "");
        assertEquals(folder.resolve("plain.code") + "; none with Secure Boot and its keys.", run().get(1).finding());
        write("20.json", "keys", "\"secure-boot\", \"enrolled-keys\", \"requires-smm\"");
        Check both = run().get(1);
        assertEquals(Check.Status.OK, both.status());
        assertEquals(folder.resolve("plain.code") + "; with Secure Boot " + folder.resolve("keys.code") + ".", both.finding());
        Files.delete(folder.resolve("10.json"));
        assertEquals("None without Secure Boot; with Secure Boot " + folder.resolve("keys.code") + ".", run().get(1).finding());
    }

    @Test
    void aDescriptorWithoutItsFilesIsNoted() throws IOException {
        write("10.json", "plain", "");
        Files.delete(folder.resolve("plain.vars"));
        Check last = run().get(3);
        assertEquals(Check.Status.NOTE, last.status());
        assertEquals("The firmware descriptor '" + folder.resolve("10.json") + "' names '" + folder.resolve("plain.vars")
                + "', which is not there.", last.finding());
        assertEquals(Optional.empty(), last.remedy());
    }

    private List<Check> run() {
        return new FirmwareChecks(new FirmwareDescriptors(List.of(folder))).run();
    }

    private void write(String descriptor, String name, String features) throws IOException {
        for (String part : List.of(".code", ".vars")) {
            Files.createFile(folder.resolve(name + part));
        }
        Files.writeString(folder.resolve(descriptor), """
                {"interface-types": ["uefi"], "mapping": {"device": "flash",
                   "executable": {"filename": "%1$s.code", "format": "raw"},
                   "nvram-template": {"filename": "%1$s.vars", "format": "raw"}},
                 "targets": [{"architecture": "x86_64", "machines": ["pc-q35-*"]}], "features": [%2$s]}
                """.formatted(folder.resolve(name), features));
    }
}
