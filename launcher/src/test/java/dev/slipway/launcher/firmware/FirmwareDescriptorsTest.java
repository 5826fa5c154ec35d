package dev.slipway.launcher.firmware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirmwareDescriptorsTest {

    private static final FirmwareMachine Q35 = new FirmwareMachine("x86_64", "pc-q35-");
    private static final FirmwareMachine VIRT = new FirmwareMachine("aarch64", "virt-");

    @TempDir
    private Path folder;
    private Path vendor;
    private Path administrator;

    @BeforeEach
    void makeFolders() throws IOException {
        vendor = Files.createDirectory(folder.resolve("vendor"));
        administrator = Files.createDirectory(folder.resolve("administrator"));
    }

    @Test
    void firmwareComesInTheOrderOfTheFilesNamesWhateverTheFolder() throws IOException {
        descriptor(vendor, "60-plain.json", "x86_64", "pc-q35-*", "");
        descriptor(administrator, "50-own.json", "x86_64", "pc-q35-*", "");
        assertEquals(List.of("50-own.json", "60-plain.json"), names(read()));
    }

    @Test
    void theAdministratorsFileHidesTheVendorsAndAnEmptyOneHidesItForNothing() throws IOException {
        descriptor(vendor, "40-a.json", "x86_64", "pc-q35-*", "");
        descriptor(vendor, "60-b.json", "x86_64", "pc-q35-*", "");
        Path own = descriptor(administrator, "40-a.json", "x86_64", "pc-q35-*", "");
        Files.createFile(administrator.resolve("60-b.json"));
        assertEquals(List.of(own), read().stream().map(Firmware::descriptor).toList());
    }

    @Test
    void withoutAnyFolderThereIsNone() {
        assertEquals(List.of(), new FirmwareDescriptors(List.of(folder.resolve("missing"))).read());
    }

    @Test
    void aDescriptorIsForItsMachinesOnly() throws IOException {
        descriptor(vendor, "60.json", "aarch64", "virt-*", "");
        assertTrue(read().get(0).runsOn(VIRT));
        assertEquals(List.of(false, false, false), List.of(read().get(0).runsOn(Q35),
                read().get(0).runsOn(new FirmwareMachine("x86_64", "virt-")),
                read().get(0).runsOn(new FirmwareMachine("aarch64", "sbsa-ref-"))));
    }

    @Test
    void firmwareWithoutItsFilesIsLeftOutAndNamed() throws IOException {
        Path file = descriptor(vendor, "50.json", "x86_64", "pc-q35-*", "");
        Files.delete(vendor.resolve("50.json.code"));
        assertUnusable(file + "' names '" + vendor.resolve("50.json.code") + "', which is not there.");
    }

    @Test
    void whatIsNoJsonOrFarTooLargeIsLeftOutAndNamed() throws IOException {
        Path torn = Files.writeString(vendor.resolve("10.json"), "{\"interface-types\": [\"uefi\"");
        assertUnusable(torn + "' is not JSON");
        Files.writeString(torn, " ".repeat(300_000));
        assertUnusable(torn + "' is larger than");
        Files.writeString(torn, template("\0", "x86_64", "pc-q35-*", "", "raw", "split").replace("\0.", "\\u0000."));
        assertUnusable(torn + "' is not JSON, or names what can be no file.");
    }

    @Test
    void aFormatThatLibvirtDoesNotTakeIsLeftOutAndNamed() throws IOException {
        Path file = Files.writeString(vendor.resolve("10.json"),
                template("/x", "x86_64", "pc-q35-*", "", "qcow2", "split"));
        assertUnusable(file + "' is in a format");
    }

    @Test
    void aBiosAndFirmwareWithoutVariablesAreNoUefiFirmwareForInstances() throws IOException {
        Path file = descriptor(vendor, "10.json", "x86_64", "pc-q35-*", "");
        String whole = Files.readString(file);
        Files.writeString(file, whole.replace("\"uefi\"", "\"bios\""));
        assertEquals(List.of(), read());
        Files.writeString(file, whole.replace("\"split\"", "\"stateless\""));
        assertEquals(List.of(), read());
        Files.writeString(file, whole.replace("\"flash\"", "\"memory\""));
        assertEquals(List.of(), read());
        for (String other : List.of("[]", "1", "{}", "{\"mapping\": []}")) {
            Files.writeString(file, other);
            assertEquals(List.of(), read(), other);
        }
    }

    private void assertUnusable(String words) {
        List<String> unusable = new ArrayList<>();
        assertEquals(List.of(), new FirmwareDescriptors(List.of(vendor)).read(unusable));
        assertEquals(1, unusable.size());
        assertTrue(unusable.get(0).contains(words), unusable.get(0));
    }

    private List<Firmware> read() {
        return new FirmwareDescriptors(List.of(vendor, administrator)).read();
    }

    private static List<String> names(List<Firmware> firmware) {
        return firmware.stream().map(each -> each.descriptor().getFileName().toString()).toList();
    }

    /** Writes a descriptor with the files it names beside it. */
    static Path descriptor(Path folder, String name, String architecture, String machines, String features)
            throws IOException {
        Path file = folder.resolve(name);
        Files.createFile(folder.resolve(name + ".code"));
        Files.createFile(folder.resolve(name + ".vars"));
        return Files.writeString(file, template(file.toString(), architecture, machines, features, "raw", "split"));
    }

    private static String template(
            String prefix, String architecture, String machines, String features, String format, String mode) {
        return """
                {"description": "made for a test", "interface-types": ["uefi"],
                 "mapping": {"device": "flash", "mode": "MODE",
                   "executable": {"filename": "PREFIX.code", "format": "FORMAT"},
                   "nvram-template": {"filename": "PREFIX.vars", "format": "FORMAT"}},
                 "targets": [{"architecture": "ARCHITECTURE", "machines": ["MACHINES"]}],
                 "features": [FEATURES], "tags": []}
                """.replace("PREFIX", prefix).replace("ARCHITECTURE", architecture).replace("MACHINES", machines)
                .replace("FEATURES", features).replace("FORMAT", format).replace("MODE", mode);
    }
}
