package dev.slipway.imagestore.registry.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.ExitCode;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.process.Subprocess;
import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.layer.DiskRules;
import dev.slipway.imagestore.layer.DiskSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tricks of every format. A pipe stands for the file that must not be opened: opening it would not return.
 */
@Timeout(60)
class HostileDiskImportTest {

    @TempDir
    private Path folder;
    private TestStore test;
    private Path pipe;

    @BeforeEach
    void open() throws IOException {
        test = new TestStore(folder);
        pipe = test.file("pipe");
        Subprocess.run(List.of("mkfifo", pipe.toString()), Duration.ofSeconds(10));
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertEquals(List.of(), test.leftovers());
        assertEquals(List.of(), test.filesInPlace());
        assertEquals(List.of(), test.store.images().list(Query.all()));
        test.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PIPE", "../../../etc/shadow", "disk-flat.vmdk", "/etc/passwd"})
    void aVmdkDescriptorOfAnotherFile(String extent) throws IOException {
        Path disk = test.text("disk.vmdk", descriptor("monolithicFlat", "RW 2048 FLAT \"" + named(extent) + "\" 0"));
        assertRefused("InvalidDiskImage.DataFile", disk);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RW 2048 FLAT \"PIPE\" 0", "RW 2048 VMFS \"x.vmdk\"", "RW 2048 SPARSE \"/etc/shadow\"",
        "RW 2048 SPARSE \"../x.vmdk\"", "RW 2048 SPARSE \"a.vmdk\"\nRW 2048 SPARSE \"b.vmdk\"", "RW 1 ZERO"})
    void aSparseVmdkWhoseDescriptorNamesAnotherFile(String extents) throws IOException {
        Path disk = created("vmdk", "8M");
        embed(disk, descriptor("monolithicSparse", named(extents)));
        assertRefused("InvalidDiskImage.DataFile", disk);
    }

    @ParameterizedTest
    @ValueSource(strings = {"twoGbMaxExtentSparse", "vmfs", "fullDevice", "custom"})
    void aVmdkOfAKindThatIsInSeveralFiles(String kind) throws IOException {
        Path disk = created("vmdk", "8M");
        embed(disk, descriptor(kind, "RW 16384 SPARSE \"disk.vmdk\""));
        assertRefused("InvalidDiskImage.DataFile", disk);
    }

    @Test
    void aVmdkWithoutCapacityWhoseDescriptorNamesAnotherFile() throws IOException {
        Path disk = created("vmdk", "8M");
        embed(disk, descriptor("monolithicFlat", "RW 2048 FLAT \"" + pipe + "\" 0"));
        write(disk, 12, new byte[8]);
        assertRefused("InvalidDiskImage.DataFile", disk);
    }

    @Test
    void aVmdkThatIsADifference() throws IOException {
        Path disk = created("vmdk", "8M");
        embed(disk, descriptor("monolithicSparse", "RW 16384 SPARSE \"disk.vmdk\"")
                .replace("parentCID=ffffffff", "parentCID=1b217970\nparentFileNameHint=\"" + pipe + "\""));
        assertRefused("InvalidDiskImage.BackingFile", disk);
    }

    @Test
    void aVmdkThatIsADifferenceByItsIdOnly() throws IOException {
        Path disk = created("vmdk", "8M");
        embed(disk, descriptor("monolithicSparse", "RW 16384 SPARSE \"disk.vmdk\"")
                .replace("parentCID=ffffffff", "parentCID=1b217970"));
        assertRefused("InvalidDiskImage.BackingFile", disk);
    }

    @Test
    void aPieceOfAnEsxDisk() throws IOException {
        byte[] cow = new byte[4096];
        System.arraycopy("COWD".getBytes(StandardCharsets.US_ASCII), 0, cow, 0, 4);
        assertRefused("InvalidDiskImage.DataFile", Files.write(test.file("disk.vmdk"), cow));
    }

    @Test
    void aDifferencingVpcDisk() throws IOException {
        Path disk = created("vpc", "8M");
        write(disk, 60, new byte[] {0, 0, 0, 4});
        assertRefused("InvalidDiskImage.BackingFile", disk);
    }

    @Test
    void aDifferencingVpcDiskByItsEnd() throws IOException {
        Path disk = created("vpc", "8M");
        write(disk, Files.size(disk) - 512 + 60, new byte[] {0, 0, 0, 4});
        assertRefused("InvalidDiskImage.BackingFile", disk);
    }

    @Test
    void aDifferencingVhdxDisk() throws IOException {
        Path disk = created("vhdx", "8M");
        byte[] content = Files.readAllBytes(disk);
        // The file parameters come first among the metadata: block size, then the flags.
        int table = new String(content, StandardCharsets.ISO_8859_1).indexOf("metadata");
        int item = table + (content[table + 48] & 0xff) + ((content[table + 49] & 0xff) << 8)
                + ((content[table + 50] & 0xff) << 16);
        write(disk, item + 4, new byte[] {2});
        assertRefused("InvalidDiskImage.BackingFile", disk);
    }

    @Test
    void aDifferencingVdiDisk() throws IOException {
        Path disk = created("vdi", "8M");
        write(disk, 0x4c, new byte[] {4});
        assertRefused("InvalidDiskImage.BackingFile", disk);
    }

    @Test
    void aVdiDiskThatIsLinkedToAnother() throws IOException {
        Path disk = created("vdi", "8M");
        write(disk, 0x1b8, new byte[] {1, 2, 3});
        assertRefused("InvalidDiskImage.BackingFile", disk);
    }

    @ParameterizedTest
    @ValueSource(strings = {"qcow2", "vmdk", "vpc", "vhdx", "vdi", "raw"})
    void aDiskBeyondTheLimitInEveryFormat(String format) {
        Path disk = created(format, "64M");
        try (ImageStore strict = ImageStore.open(test.layout, TestStore.ALICE, List.of(), new DiskRules(32 << 20))) {
            SlipwayException e = assertThrows(SlipwayException.class, () -> strict.images().importMachineImage(
                    ImageSettings.named("web"), DiskSource.of(disk), Progress.NONE));
            assertEquals("InvalidDiskImage.TooLarge", e.code().code(), e.getMessage());
        }
    }

    @Test
    void hugeSizesInHeaders() throws IOException {
        Path vmdk = created("vmdk", "8M");
        write(vmdk, 12, new byte[] {-1, -1, -1, -1, -1, -1, 0x7f, 0});
        assertRefusedAnyhow(vmdk);
        Path vpc = created("vpc", "8M");
        write(vpc, 40, new byte[] {0x7f, -1, -1, -1, -1, -1, -1, -1, 0x7f, -1, -1, -1, -1, -1, -1, -1});
        assertRefusedAnyhow(vpc);
        Path vdi = created("vdi", "8M");
        write(vdi, 0x170, new byte[] {-1, -1, -1, -1, -1, -1, -1, 0x7f});
        assertRefusedAnyhow(vdi);
        Path qcow2 = created("qcow2", "8M");
        write(qcow2, 24, new byte[] {0x7f, -1, -1, -1, -1, -1, -2, 0});
        assertRefusedAnyhow(qcow2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vmdk", "vpc", "vhdx", "vdi"})
    void aDiskThatIsCutOff(String format) throws IOException {
        Path disk = test.file("cut." + format);
        TestStore.qemuImg("convert", "-f", "raw", "-O", format, test.raw("full.raw", 8, 1).toString(),
                disk.toString());
        TestStore.truncate(disk, Files.size(disk) / 2 / 512 * 512);
        assertRefusedAnyhow(disk);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vmdk", "vpc", "vhdx", "vdi", "qcow2"})
    void aHeaderFollowedByNothing(String format) throws IOException {
        Path disk = created(format, "8M");
        TestStore.truncate(disk, 512);
        assertRefusedAnyhow(disk);
    }

    @Test
    void aQcow2WithAnAbsurdSnapshotTable() throws IOException {
        Path disk = test.qcow2("disk.qcow2", 1, 1);
        TestStore.qemuImg("snapshot", "-c", "before", disk.toString());
        write(disk, 60, new byte[] {0x7f, -1, -1, -1});
        assertRefusedAnyhow(disk);
    }

    @Test
    void aQcow2WhoseSnapshotTableIsElsewhere() throws IOException {
        Path disk = test.qcow2("disk.qcow2", 1, 1);
        TestStore.qemuImg("snapshot", "-c", "before", disk.toString());
        write(disk, 64, new byte[] {0, 0x7f, -1, -1, -1, -1, 0, 0});
        assertRefusedAnyhow(disk);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 16})
    void aQcow2WithAMalformedBitmapDirectory(int field) throws IOException {
        Path disk = test.qcow2("disk.qcow2", 1, 1);
        TestStore.qemuImg("bitmap", "--add", disk.toString(), "changes");
        int extension = new String(Files.readAllBytes(disk), 0, 4096, StandardCharsets.ISO_8859_1)
                .indexOf("#\u0085(u");
        assertTrue(extension > 0);
        // Their number, the directory's size, its place: one after the other.
        write(disk, extension + 8 + field, new byte[] {0x00, 0x7f, 0x13, 0x57, -1, -1, 0x24, 0x68});
        assertRefusedAnyhow(disk);
    }

    @Test
    void aQcow2WithACorruptL1Table() throws IOException {
        Path disk = test.qcow2("disk.qcow2", 1, 1);
        write(disk, 0x30000, new byte[] {(byte) 0x80, 0x7f, -1, -1, -1, -1, 0, 0});
        assertRefused("InvalidDiskImage.Corrupt", disk);
        write(disk, 40, new byte[] {0x7f, -1, -1, -1, -1, -1, 0, 0});
        assertRefusedAnyhow(disk);
    }

    @Test
    void aQcow2ThatNamesItsBackingFileInQemusOwnWords() throws IOException {
        Path disk = test.qcow2("disk.qcow2", 1, 1);
        byte[] name = "json:{\"driver\":\"host_device\",\"filename\":\"/dev/sda\"}".getBytes(StandardCharsets.US_ASCII);
        write(disk, 4096, name);
        write(disk, 8, new byte[] {0, 0, 0, 0, 0, 0, 0x10, 0, 0, 0, 0, (byte) name.length});
        assertRefused("InvalidDiskImage.BackingFile", disk);
    }

    private Path created(String format, String size) {
        Path disk = test.file("disk." + format);
        TestStore.qemuImg("create", "-q", "-f", format, disk.toString(), size);
        if (format.equals("raw")) {
            try {
                write(disk, 510, new byte[] {0x55, (byte) 0xaa});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return disk;
    }

    private String named(String text) {
        return text.replace("PIPE", pipe.toString());
    }

    private static String descriptor(String kind, String extents) {
        return """
                # Disk DescriptorFile
                version=1
                CID=12345678
                parentCID=ffffffff
                createType="%s"

                # Extent description
                %s

                ddb.adapterType = "ide"
                """.formatted(kind, extents);
    }

    private static void embed(Path disk, String descriptor) throws IOException {
        byte[] sectors = new byte[20 * 512];
        byte[] text = descriptor.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, sectors, 0, text.length);
        write(disk, 512, sectors);
    }

    private static void write(Path disk, long at, byte[] bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.seek(at);
            file.write(bytes);
        }
    }

    private void assertRefusedAnyhow(Path disk) {
        SlipwayException e = assertThrows(SlipwayException.class, () -> importDisk(disk), disk.toString());
        assertTrue(e.code().code().startsWith("InvalidDiskImage"), e.code().code() + e.getMessage());
        assertEquals(ExitCode.USAGE, e.code().exit());
    }

    private void assertRefused(String code, Path disk) {
        SlipwayException e = assertThrows(SlipwayException.class, () -> importDisk(disk));
        assertEquals(code, e.code().code(), e.getMessage());
        assertTrue(e.getMessage().contains(disk.toString()), e.getMessage());
    }

    private void importDisk(Path disk) {
        test.store.images().importMachineImage(ImageSettings.named("web"), DiskSource.of(disk), Progress.NONE);
    }
}
