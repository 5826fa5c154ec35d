package dev.slipway.launcher.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.slipway.host.files.DigestAlgorithm;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports from wherever, from the words to the files. */
class ImportCommandsTest {

    private static final String DESCRIPTOR = """
            <?xml version="1.0"?>
            <Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/2">
              <References><File id="f" href="disk.raw"/></References>
              <DiskSection><Disk diskId="d" fileRef="f"/></DiskSection>
              <VirtualSystem id="w1"><Name>w-2022</Name>
                <OperatingSystemSection id="112"><Description>Microsoft Windows Server 2022 (64-bit)</Description>
                </OperatingSystemSection>
              </VirtualSystem>
            </Envelope>
            """;


    @TempDir
    private Path folder;
    private TypedCommands commands;
    private Path disk;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        commands = new TypedCommands(folder.resolve("home"));
        byte[] content = new byte[1 << 20];
        content[510] = 0x55;
        content[511] = (byte) 0xaa;
        disk = Files.write(folder.resolve("disk.raw"), content);
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(folder.resolve("disk.raw.gz")))) {
            packed.write(content);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
                byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
                exchange.sendResponseHeaders(bytes.length == 0 ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anImageAndASnapshotFromAServer() {
        String digest = DurableFiles.digest(folder.resolve("disk.raw.gz"), DigestAlgorithm.SHA512, Progress.NONE);
        String id = text(0, "image import " + url("disk.raw.gz") + " --name web --sha512 " + digest);
        assertTrue(id.matches("ami-[0-9a-f]{17}\n"), id);
        assertTrue(error().contains("x86_64 is assumed"), error());
        text(0, "image import " + url("disk.raw.gz") + " --name arm --architecture arm64 --format raw");
        assertEquals("", error());
        text(0, "snapshot import " + url("disk.raw.gz") + " --description data --tag a=b");
        assertEquals("data\tb\n", text(0, "snapshot list --query Snapshots[-1].[Description,Tags[0].Value]"));
        assertEquals(1, folder.resolve("home/regions/local-1/layers").toFile().list().length);
    }

    @Test
    void anApplianceBringsItsNameAndPlatform() throws IOException {
        Path archive = folder.resolve("w.ova");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(archive))) {
            add(tar, "w.ovf", DESCRIPTOR.getBytes(StandardCharsets.UTF_8));
            add(tar, "disk.raw", Files.readAllBytes(disk));
        }
        text(0, "image import " + archive);
        assertTrue(error().contains("The OVF names the machine 'w-2022'."), error());
        assertEquals("windows\tx86_64\n", text(0, "image describe w-2022 --query Images[0].[Platform,Architecture]"));
        text(0, "image import " + archive + " --name mine --architecture arm64");
        assertEquals("arm64\n", text(0, "image describe mine --query Images[0].Architecture"));
        text(4, "image import " + archive);
        assertTrue(error().contains("slipway: InvalidAMIName.Duplicate: "), error());
    }

    @Test
    void aKernelFromAServerIsChecked() throws IOException {
        byte[] kernel = new byte[4096];
        System.arraycopy("HdrS".getBytes(StandardCharsets.US_ASCII), 0, kernel, 0x202, 4);
        Path file = Files.write(folder.resolve("vmlinuz"), kernel);
        Path sums = Files.writeString(folder.resolve("SHA256SUMS"),
                DurableFiles.sha256(file, Progress.NONE) + "  vmlinuz\n" + "0".repeat(64) + "  disk.raw\n");
        text(0, "kernel import " + url("vmlinuz") + " --name kernel-1 --checksums " + url("SHA256SUMS"));
        text(0, "kernel import " + file + " --name kernel-2 --checksums " + sums);
        text(2, "ramdisk import " + url("disk.raw") + " --name ramdisk-1 --checksums " + sums);
        assertTrue(error().startsWith("slipway: ChecksumMismatch: "), error());
        text(2, "kernel import " + url("disk.raw") + " --name kernel-3");
        assertTrue(error().startsWith("slipway: InvalidBootFile: "), error());
        assertEquals(0, folder.resolve("home/regions/local-1/downloads").toFile().list().length);
    }

    @Test
    void badInputIsRefusedWithItsExitCode() {
        Map<String, Integer> exits = Map.of(
                "image import " + url("none") + " --name web", 3,
                "image import ftp://127.0.0.1/disk --name web", 2,
                "image import file://" + disk + " --name web", 2,
                "image import " + url("disk.raw"), 2,
                "image import " + disk + " --name web --sha256 abc", 2,
                "image import " + disk + " --name web --sha256 " + "0".repeat(64) + " --checksums x", 2,
                "image import " + disk + " --name web --sha256 " + "0".repeat(64), 2,
                "image import " + disk + " --name web --checksums /nosuch/file", 3,
                "image import http://127.0.0.1:1/disk --name web", 6,
                "snapshot import " + disk + " --description " + "x".repeat(256), 2);
        exits.forEach((line, exit) -> assertEquals("", text(exit, line), line));
        assertEquals("", text(0, "image list"));
        assertEquals("", text(0, "snapshot list"));
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private String url(String name) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name;
    }

    private String text(int exit, String line) {
        return commands.text(exit, line);
    }

    private String error() {
        return commands.error();
    }
}
