package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.QemuImg;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes from elsewhere boots: an appliance with two disks, compressed, from a server whose line is cut. */
class ImportIT {

    private static final String DESCRIPTOR = """
            <?xml version="1.0"?>
            <Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1">
              <References><File ovf:id="system" ovf:href="system.vmdk"/></References>
              <DiskSection><Info>Disks</Info>
                <Disk ovf:diskId="system" ovf:fileRef="system"/>
                <Disk ovf:diskId="data" ovf:capacity="1" ovf:capacityAllocationUnits="byte * 2^30"/>
              </DiskSection>
              <VirtualSystem ovf:id="appliance"><Name>appliance</Name>
                <OperatingSystemSection ovf:id="101"><Description>Linux 64-bit</Description></OperatingSystemSection>
              </VirtualSystem>
            </Envelope>
            """;

    @TempDir
    private Path folder;

    @Test
    void anApplianceFromAServerBoots() throws IOException {
        Path archive = appliance();
        HttpServer server = serve(archive);
        try (Lab lab = Lab.empty()) {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/appliance.ova.gz";
            lab.slipway().run("image", "import", url, "--sha256", "0".repeat(64)).refused(2, "ChecksumMismatch");
            assertEquals(List.of(), Lab.entries(lab.region().resolve("downloads")));
            lab.slipway().run("image", "import", url, "--sha256", DurableFiles.sha256(archive, Progress.NONE))
                    .succeeded();
            assertEquals(List.of(), Lab.entries(lab.region().resolve("downloads")));
            assertEquals(1, Lab.entries(lab.region().resolve("layers")).size());

            String id = lab.launch("appliance");
            JsonNode devices = lab.describe(id).path("BlockDeviceMappings");
            assertEquals("/dev/sda1", devices.path(0).path("DeviceName").asText());
            assertEquals("/dev/sdf", devices.path(1).path("DeviceName").asText());
            assertTrue(Lab.inside(id, "cat /proc/partitions").contains("1048576 vdb"), "the second disk is a GiB");
            lab.slipway().run("instance", "terminate", id).succeeded();
            lab.assertNothingLeft();
        } finally {
            server.stop(0);
        }
    }

    private Path appliance() throws IOException {
        Path disk = folder.resolve("system.vmdk");
        QemuImg.convert(Lab.guests().resolve("tiny").resolve("disk.qcow2"), DiskFormat.QCOW2, disk, DiskFormat.VMDK,
                Progress.NONE);
        Path archive = folder.resolve("appliance.ova.gz");
        try (OutputStream file = Files.newOutputStream(archive);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(file))) {
            add(tar, "appliance.ovf", DESCRIPTOR.getBytes());
            add(tar, "system.vmdk", Files.readAllBytes(disk));
        }
        return archive;
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /** Gives the file, and ends each answer after a few MiB. */
    private static HttpServer serve(Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                String range = exchange.getRequestHeaders().getFirst("Range");
                int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
                assertFalse(from >= content.length);
                exchange.getResponseHeaders().set("ETag", "\"1\"");
                exchange.getResponseHeaders().set("Content-Range",
                        "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
                exchange.sendResponseHeaders(range == null ? 200 : 206, content.length - from);
                exchange.getResponseBody().write(content, from, Math.min(10 << 20, content.length - from));
            }
        });
        server.start();
        return server;
    }
}
