package dev.slipway.host.iso;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostException;
import dev.slipway.host.process.Subprocess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class IsoImageTest {

    private static final Map<String, byte[]> SEED = Map.of(
            "meta-data", "instance-id: i-1\n".getBytes(UTF_8),
            "user-data", new byte[] {0, 1, (byte) 0xff, '\n'},
            "network-config", new byte[0]);

    @TempDir
    private Path folder;

    @Test
    void guestsFindTheLabelAndTheNamesInBothExtensions() {
        Path iso = folder.resolve("seed.iso");
        IsoImage.make(iso, "cidata", SEED);
        assertTrue(isoinfo("-d", iso).contains("Volume id: cidata\n"));
        for (String extension : List.of("-R", "-J")) {
            assertEquals(List.of("/meta-data", "/network-config", "/user-data"),
                    isoinfo(extension, "-f", iso).lines().sorted().toList(), extension);
        }
    }

    @Test
    void contentIsExact() {
        Path iso = folder.resolve("seed.iso");
        IsoImage.make(iso, "cidata", SEED);
        String read = isoinfo("-R", "-x", "/user-data", iso);
        assertArrayEquals(new String(SEED.get("user-data"), UTF_8).getBytes(UTF_8), read.getBytes(UTF_8));
    }

    @Test
    void leavesOnlyTheImageWhichIsForItsOwnerAlone() throws IOException {
        Path iso = folder.resolve("seed.iso");
        Files.writeString(iso, "an older one");
        IsoImage.make(iso, "cidata", SEED);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(iso)));
        assertEquals(List.of(iso), entries());
    }

    @Test
    void aNameThatCouldBeAPathOrAnOptionIsRefused() throws IOException {
        for (String name : List.of("../evil", "a/b", "-o", ".hidden", "", "a b", "ü", "x".repeat(65))) {
            assertThrows(IllegalArgumentException.class,
                    () -> IsoImage.make(folder.resolve("seed.iso"), "cidata", Map.of(name, new byte[0])), name);
            assertThrows(IllegalArgumentException.class,
                    () -> IsoImage.make(folder.resolve("seed.iso"), name, SEED), name);
        }
        assertEquals(List.of(), entries());
    }

    @Test
    void aMissingFolderIsAnError() {
        assertThrows(HostException.class, () -> IsoImage.make(folder.resolve("none/seed.iso"), "cidata", SEED));
    }

    private List<Path> entries() throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private static String isoinfo(Object... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of("isoinfo"));
        for (Object argument : arguments) {
            if (argument instanceof Path) {
                command.add("-i");
            }
            command.add(argument.toString());
        }
        return Subprocess.run(command, Duration.ofSeconds(10)).stdout();
    }
}
