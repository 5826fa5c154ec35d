package dev.slipway.imagestore.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.host.machine.Architecture;
import dev.slipway.host.process.Subprocess;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.imagestore.source.Recognised;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Disks of every kind, made by the tools that make them, and disks that lie. */
@Timeout(60)
class BootTraitsTest {

    private static final int MIB = 1 << 20;
    private static final int SECTOR = 512;
    private static final int ESP_MIB = 40;

    @TempDir
    private Path folder;
    private Path disk;

    @BeforeEach
    void makeDisk() throws IOException {
        disk = folder.resolve("disk.raw");
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(64 * MIB);
        }
    }

    @ParameterizedTest
    @CsvSource({"BOOTX64.EFI, X86_64, 16", "BOOTAA64.EFI, ARM64, 32", "BOOTIA32.EFI, I386, 12"})
    void anEfiBootLoader(String loader, Architecture architecture, String fat) throws IOException {
        gpt(Partition.EFI_SYSTEM);
        efiSystem(fat, loader);
        assertFound(architecture, BootMode.UEFI, "compression_type=zlib");
    }

    @Test
    void aLoaderAmongManyFilesOnACompressedDisk() throws IOException {
        gpt(Partition.EFI_SYSTEM);
        efiSystem("32", "BOOTX64.EFI");
        Path esp = folder.resolve("esp");
        for (int i = 0; i < 100; i++) {
            run("mcopy", "-i", esp.toString(), "/etc/hostname", "::/EFI/BOOT/a long name of file number " + i);
        }
        insert(esp);
        assertFound(Architecture.X86_64, BootMode.UEFI, "compression_type=zstd");
        assertFound(Architecture.X86_64, BootMode.UEFI, "compression_type=zlib");
    }

    @Test
    void aDiskForBiosAndUefi() throws IOException {
        gpt(Partition.EFI_SYSTEM, Partition.BIOS_BOOT);
        efiSystem("16", "BOOTX64.EFI");
        write(0, new byte[] {(byte) 0xeb, 0x63});
        assertFound(Architecture.X86_64, BootMode.UEFI_PREFERRED, "compat=1.1");
    }

    @Test
    void aGptDiskForBios() throws IOException {
        gpt(Partition.BIOS_BOOT, Partition.ROOT_X86_64);
        write(0, new byte[] {(byte) 0xeb, 0x63});
        assertFound(Architecture.X86_64, BootMode.LEGACY_BIOS, "compat=0.10");
    }

    @Test
    void anMbrDiskForBios() throws IOException {
        mbr(0x83);
        write(0, new byte[] {(byte) 0xeb, 0x63});
        assertFound(null, BootMode.LEGACY_BIOS, "compat=1.1");
    }

    @Test
    void anMbrDiskWithAnEfiSystem() throws IOException {
        mbr(0xef);
        efiSystem("16", "BOOTAA64.EFI");
        assertFound(Architecture.ARM64, BootMode.UEFI, "compat=1.1");
    }

    @Test
    void aRootPartitionForArm() throws IOException {
        gpt(Partition.ROOT_ARM64);
        assertFound(Architecture.ARM64, null, "compat=1.1");
    }

    @Test
    void anEfiSystemWithoutLoader() throws IOException {
        gpt(Partition.EFI_SYSTEM);
        efiSystem("16", "OTHER.EFI");
        assertFound(null, null, "compat=1.1");
    }

    @Test
    void nothingAtAll() throws IOException {
        assertFound(null, null, "compat=1.1");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatMakesNoSenseIsNothing(long seed) throws IOException {
        gpt(Partition.EFI_SYSTEM, Partition.BIOS_BOOT);
        efiSystem("16", "BOOTX64.EFI");
        Random random = new Random(seed);
        // Damage in the table, in the file system's first sectors, in its folders: whatever comes of it, it ends.
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[1 + random.nextInt(8)];
            random.nextBytes(noise);
            int place = random.nextInt(3);
            write(place == 0 ? SECTOR + random.nextInt(2 * SECTOR)
                    : MIB + (place == 1 ? random.nextInt(SECTOR) : random.nextInt(256 << 10)), noise);
        }
        BootTraits.of(qcow2("compat=1.1"));
    }

    @Test
    void tablesWithAbsurdNumbers() throws IOException {
        gpt(Partition.EFI_SYSTEM);
        for (byte[] numbers : List.of(new byte[] {-1, -1, -1, -1, -1, -1, -1, 0x7f}, new byte[] {2, 0, 0, 0, 0, 0, 0, 0, -1,
            -1, -1, 0x7f, -1, -1, -1, 0x7f})) {
            write(SECTOR + 72, numbers);
            assertFound(null, null, "compat=1.1");
        }
    }

    @Test
    void aFolderThatLeadsInACircle() throws IOException {
        gpt(Partition.EFI_SYSTEM);
        efiSystem("16", "OTHER.EFI");
        byte[] fat = new byte[4 * SECTOR];
        // Every cluster is followed by itself; the folder of loaders is filled so that it does not end by itself.
        for (int i = 0; i < fat.length; i += 2) {
            fat[i] = (byte) (i / 2);
            fat[i + 1] = (byte) (i / 2 >> 8);
        }
        write(MIB + SECTOR * (long) Short.toUnsignedInt(ByteBuffer.wrap(read(MIB + 14, 2))
                .order(ByteOrder.LITTLE_ENDIAN).getShort()), fat);
        BootTraits.of(qcow2("compat=1.1"));
    }

    private void gpt(String... types) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(SECTOR).order(ByteOrder.LITTLE_ENDIAN);
        header.put("EFI PART".getBytes(StandardCharsets.US_ASCII));
        header.putLong(72, 2).putInt(80, 128).putInt(84, 128);
        write(SECTOR, header.array());
        long sector = MIB / SECTOR;
        for (int i = 0; i < types.length; i++) {
            ByteBuffer entry = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
            entry.put(HexFormat.of().parseHex(types[i]));
            long sectors = i == 0 ? ESP_MIB * MIB / SECTOR : MIB / SECTOR;
            entry.putLong(32, sector).putLong(40, sector + sectors - 1);
            sector += sectors;
            write(2 * SECTOR + i * 128L, entry.array());
        }
        write(510, new byte[] {0x55, (byte) 0xaa});
    }

    private void mbr(int type) throws IOException {
        ByteBuffer entry = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        entry.put(4, (byte) type).putInt(8, MIB / SECTOR).putInt(12, ESP_MIB * MIB / SECTOR);
        write(446, entry.array());
        write(510, new byte[] {0x55, (byte) 0xaa});
    }

    private void efiSystem(String fat, String loader) throws IOException {
        Path esp = folder.resolve("esp");
        Files.deleteIfExists(esp);
        try (RandomAccessFile file = new RandomAccessFile(esp.toFile(), "rw")) {
            file.setLength(fat.equals("12") ? 2 * MIB : ESP_MIB * MIB);
        }
        run("mkfs.vfat", "-F", fat, esp.toString());
        run("mmd", "-i", esp.toString(), "::/EFI", "::/EFI/BOOT");
        run("mcopy", "-i", esp.toString(), "/etc/hostname", "::/EFI/BOOT/" + loader);
        insert(esp);
    }

    private void insert(Path esp) throws IOException {
        write(MIB, Files.readAllBytes(esp));
    }

    private void write(long at, byte[] bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.seek(at);
            file.write(bytes);
        }
    }

    private byte[] read(long at, int length) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "r")) {
            byte[] bytes = new byte[length];
            file.seek(at);
            file.readFully(bytes);
            return bytes;
        }
    }

    private Path qcow2(String option) throws IOException {
        Path qcow2 = folder.resolve("disk.qcow2");
        Files.deleteIfExists(qcow2);
        if (option.startsWith("compression_type")) {
            TestStore.qemuImg("convert", "-c", "-f", "raw", "-O", "qcow2", "-o", option, disk.toString(),
                    qcow2.toString());
        } else {
            TestStore.qemuImg("convert", "-f", "raw", "-O", "qcow2", "-o", option, disk.toString(), qcow2.toString());
        }
        return qcow2;
    }

    private void assertFound(Architecture architecture, BootMode mode, String option) throws IOException {
        Recognised found = BootTraits.of(qcow2(option));
        assertEquals(Optional.ofNullable(architecture), found.architecture());
        assertEquals(Optional.ofNullable(mode), found.bootMode());
    }

    private static void run(String... command) {
        Subprocess.run(List.of(command), Duration.ofSeconds(20));
    }
}
