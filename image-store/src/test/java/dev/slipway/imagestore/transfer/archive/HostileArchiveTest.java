package dev.slipway.imagestore.transfer.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.transfer.TwoRegions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive is an attack until it has been looked at: every lie is found, and nothing of a liar stays. */
class HostileArchiveTest {

    @TempDir
    private Path folder;
    private TwoRegions regions;
    private Image original;
    private String layer;
    private byte[] honest;
    private String manifest;
    private byte[] disk;

    @BeforeEach
    void makeOne() throws IOException {
        regions = new TwoRegions(folder);
        original = regions.simple("web", 2, 1);
        layer = regions.layerOf(original).value();
        Path file = folder.resolve("honest.slipway");
        regions.far.exports().image("web", Optional.empty(), file, ExportFormat.SLIPWAY, false, false, Progress.NONE);
        honest = Files.readAllBytes(file);
        manifest = new String(honest, 512, (int) TarHeader.of(Arrays.copyOf(honest, 512)).sizeBytes(),
                StandardCharsets.UTF_8);
        disk = Files.readAllBytes(regions.far.layout().layerDisk(regions.layerOf(original)));
    }

    @AfterEach
    void nothingOfItStays() throws IOException {
        assertEquals(List.of(), regions.near.filesInPlace());
        assertEquals(List.of(), regions.near.leftovers());
        assertEquals(List.of(), regions.near.store.images().list(Query.all()));
        regions.close();
    }

    @Test
    void aManifestThatIsNoneOrOfTheFuture() throws IOException {
        refused(StoreError.ARCHIVE_MALFORMED, archive("", disk));
        refused(StoreError.ARCHIVE_MALFORMED, archive("[]", disk));
        refused(StoreError.ARCHIVE_MALFORMED, archive("{}", disk));
        refused(StoreError.ARCHIVE_MALFORMED, archive("{\"Format\":\"slipway-image\",\"Version\":1}", disk));
        refused(StoreError.ARCHIVE_MALFORMED, archive("[".repeat(100_000), disk));
        refused(StoreError.ARCHIVE_MALFORMED, changed(text -> text.replace("slipway-image\"", "other\"")));
        refused(StoreError.ARCHIVE_TOO_NEW, changed(text -> text.replace("\"Version\":1", "\"Version\":2")));
        refused(StoreError.ARCHIVE_MALFORMED, changed(text -> text.replace("\"Version\":1", "\"Version\":-1")));
    }

    @Test
    void namesThatLeadOut() throws IOException {
        refused(StoreError.ARCHIVE_MALFORMED, changed(text -> text.replace(layer, "layer-../../../../x")));
        refused(StoreError.ARCHIVE_MALFORMED, changed(text -> text.replace(layer, "../../etc")));
        refused(StoreError.ARCHIVE_MALFORMED, changed(text ->
                text.replace(original.imageId().value(), "ami-../../../../etc")));
        refused(StoreError.ARCHIVE_MALFORMED, write(entry("slipway-image.json", manifest.getBytes(StandardCharsets.UTF_8)),
                entry("../../layers/" + layer + ".qcow2", disk)));
        refused(StoreError.IMAGE_NAME_MALFORMED, changed(text -> text.replace("\"Name\":\"web\"", "\"Name\":\"../web\\n\"")));
        assertFalse(Files.exists(folder.resolve("etc")));
    }

    @Test
    void otherEntriesThanTheManifestSays() throws IOException {
        byte[] text = manifest.getBytes(StandardCharsets.UTF_8);
        refused(StoreError.ARCHIVE_MALFORMED, write(entry("slipway-image.json", text)));
        refused(StoreError.ARCHIVE_MALFORMED, write(entry("other.json", text), entry("layers/" + layer + ".qcow2", disk)));
        refused(StoreError.ARCHIVE_MALFORMED, write(entry("slipway-image.json", text),
                entry("layers/" + layer + ".qcow2", Arrays.copyOf(disk, disk.length - 512))));
        byte[] link = entry("layers/" + layer + ".qcow2", disk);
        link[156] = '2';
        refused(StoreError.ARCHIVE_MALFORMED, write(entry("slipway-image.json", text), resum(link)));
        byte[] bent = entry("layers/" + layer + ".qcow2", disk);
        bent[0] ^= 1;
        refused(StoreError.ARCHIVE_MALFORMED, write(entry("slipway-image.json", text), bent));
    }

    @Test
    void anArchiveThatIsCutOffAnywhere() throws IOException {
        for (int length : new int[] {0, 100, 512, 700, 2048, honest.length / 2, honest.length - 2048}) {
            refused(StoreError.ARCHIVE_MALFORMED, Arrays.copyOf(honest, length));
        }
    }

    @Test
    void contentThatIsNotWhatItsDigestSays() throws IOException {
        byte[] bent = honest.clone();
        bent[honest.length / 2] ^= 1;
        refused(StoreError.ARCHIVE_MALFORMED, bent);
    }

    @Test
    void sizesThatCannotBe() throws IOException {
        refused(StoreError.DISK_TOO_LARGE, changed(text ->
                text.replace("\"VirtualSizeBytes\":2097152", "\"VirtualSizeBytes\":9000000000000000")));
        refused(StoreError.ARCHIVE_MALFORMED, changed(text ->
                text.replace("\"VirtualSizeBytes\":2097152", "\"VirtualSizeBytes\":1048576")));
        refused(StoreError.ARCHIVE_MALFORMED, changed(text ->
                text.replace("\"VirtualSizeBytes\":2097152", "\"VirtualSizeBytes\":-5")));
        refused(StoreError.ARCHIVE_MALFORMED, changed(text ->
                text.replaceAll("\"FileSizeBytes\":\\d+", "\"FileSizeBytes\":9223372036854775807")));
        refused(StoreError.ARCHIVE_MALFORMED, changed(text -> text.replace("\"VolumeSize\":1", "\"VolumeSize\":99999999")));
    }

    @Test
    void aLayerThatNamesAnotherFile() throws IOException {
        Path evil = regions.near.file("evil.qcow2");
        TestStore.qemuImg("create", "-q", "-u", "-f", "qcow2", "-F", "raw", "-b", "/etc/passwd", evil.toString(), "2M");
        refused(StoreError.ARCHIVE_MALFORMED, with(Files.readAllBytes(evil)));
        Path data = regions.near.file("data.qcow2");
        TestStore.qemuImg("create", "-q", "-f", "qcow2", "-o",
                "data_file=" + regions.near.file("data.raw") + ",data_file_raw=on", data.toString(), "2M");
        refused(StoreError.ARCHIVE_MALFORMED, with(Files.readAllBytes(data)));
    }

    @Test
    void aLayerThatIsNoSoundQcow2() throws IOException {
        refused(StoreError.ARCHIVE_MALFORMED, with(new byte[1 << 16]));
        refused(StoreError.ARCHIVE_MALFORMED, with("# Disk DescriptorFile\nversion=1\n".getBytes(StandardCharsets.UTF_8)));
        byte[] broken = disk.clone();
        // The first entry of the L1 table: beyond the file.
        long l1 = ByteBuffer.wrap(broken).getLong(40);
        ByteBuffer.wrap(broken).putLong((int) l1, 0x8000_0000_ffff_0000L);
        refused(StoreError.ARCHIVE_MALFORMED, with(broken));
    }

    @Test
    void mappingsThatContradictThemselves() throws IOException {
        refused(StoreError.ARCHIVE_MALFORMED, changed(text -> text.replace("\"RootDeviceName\":\"/dev/sda1\"",
                "\"RootDeviceName\":\"/dev/sdz\"")));
        refused(StoreError.ARCHIVE_MALFORMED, changed(text -> text.replace(
                "\"LayerId\":\"" + layer + "\",\"VirtualSize", "\"LayerId\":\"" + layer + "\",\"Parent\":\"" + layer
                        + "\",\"VirtualSize")));
        refused(StoreError.ARCHIVE_MALFORMED, changed(text ->
                text.replace("\"ImageType\":\"machine\"", "\"ImageType\":\"kernel\"")));
    }

    /** The same manifest, changed, before the same content. */
    private byte[] changed(UnaryOperator<String> change) {
        String other = change.apply(manifest);
        assertFalse(other.equals(manifest), manifest);
        return archive(other, disk);
    }

    /** The manifest adjusted to other content, whose digest and size are right. */
    private byte[] with(byte[] content) throws IOException {
        Path file = Files.write(regions.near.file("content"), content);
        return archive(manifest.replaceAll("\"FileSizeBytes\":\\d+", "\"FileSizeBytes\":" + content.length)
                .replaceAll("\"Sha256\":\"[0-9a-f]+\"",
                        "\"Sha256\":\"" + DurableFiles.sha256(file, Progress.NONE) + "\""), content);
    }

    private byte[] archive(String text, byte[] content) {
        return write(entry("slipway-image.json", text.getBytes(StandardCharsets.UTF_8)),
                entry("layers/" + layer + ".qcow2", content));
    }

    private static byte[] entry(String name, byte[] content) {
        TarHeader header = new TarHeader(name, content.length);
        byte[] entry = Arrays.copyOf(header.block(0), (int) (512 + header.paddedBytes()));
        System.arraycopy(content, 0, entry, 512, content.length);
        return entry;
    }

    private static byte[] resum(byte[] entry) {
        Arrays.fill(entry, 148, 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += entry[i] & 0xff;
        }
        byte[] text = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, entry, 148, 8);
        return entry;
    }

    private static byte[] write(byte[]... entries) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            all.writeBytes(entry);
        }
        all.writeBytes(new byte[1024]);
        return all.toByteArray();
    }

    private void refused(StoreError code, byte[] archive) throws IOException {
        Path file = Files.write(folder.resolve("hostile.slipway"), archive);
        SlipwayException e = assertThrows(SlipwayException.class, () -> regions.near.store.images().archives().take(file,
                ArchiveImportRequest.UNCHANGED, Progress.NONE));
        assertEquals(code, e.code(), e.getMessage());
    }
}
