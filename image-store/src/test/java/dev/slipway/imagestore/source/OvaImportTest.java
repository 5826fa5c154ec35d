package dev.slipway.imagestore.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.machine.Architecture;
import dev.slipway.host.process.Subprocess;
import dev.slipway.host.progress.Progress;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.imagestore.TestStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.image.BootMode;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.imagestore.operation.DoomedProcess;
import dev.slipway.imagestore.operation.Failpoint;
import dev.slipway.imagestore.registry.imports.ImportRequest;
import dev.slipway.imagestore.registry.imports.ImportedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Virtual appliances: those that are as they should be, and all that can be wrong with the others. */
@Timeout(60)
class OvaImportTest {

    private static final String FILES = """
            <File ovf:id="file1" ovf:href="first.vmdk"/><File ovf:id="file2" ovf:href="second.vmdk"/>
            <File ovf:id="cd" ovf:href="tools.iso"/>""";
    private static final String DISKS = """
            <Disk ovf:diskId="data" ovf:fileRef="file2" ovf:capacity="2" ovf:capacityAllocationUnits="byte * 2^20"/>
            <Disk ovf:diskId="swap" ovf:capacity="3" ovf:capacityAllocationUnits="byte * 2^30"/>
            <Disk ovf:diskId="system" ovf:fileRef="file1" ovf:capacity="1"/>""";
    private static final String HARDWARE = """
            <Item><rasd:InstanceID>3</rasd:InstanceID><rasd:ResourceType>6</rasd:ResourceType></Item>
            <Item><rasd:InstanceID>7</rasd:InstanceID><rasd:ResourceType>17</rasd:ResourceType>
              <rasd:Parent>3</rasd:Parent><rasd:AddressOnParent>2</rasd:AddressOnParent>
              <rasd:HostResource>ovf:/disk/swap</rasd:HostResource></Item>
            <Item><rasd:InstanceID>8</rasd:InstanceID><rasd:ResourceType>17</rasd:ResourceType>
              <rasd:Parent>3</rasd:Parent><rasd:AddressOnParent>1</rasd:AddressOnParent>
              <rasd:HostResource>/disk/data</rasd:HostResource></Item>
            <Item><rasd:InstanceID>9</rasd:InstanceID><rasd:ResourceType>17</rasd:ResourceType>
              <rasd:Parent>3</rasd:Parent><rasd:AddressOnParent>0</rasd:AddressOnParent>
              <rasd:HostResource>ovf:/disk/system</rasd:HostResource></Item>""";

    @TempDir
    private Path folder;
    private TestStore test;
    private Path first;
    private Path second;
    private final List<TarArchiveEntry> entries = new ArrayList<>();
    private final List<byte[]> contents = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        test = new TestStore(folder);
        first = test.raw("first.raw", 2, 1);
        second = test.raw("second.raw", 2, 2);
        for (Path raw : List.of(first, second)) {
            String name = raw.getFileName().toString().replace("raw", "vmdk");
            TestStore.qemuImg("convert", "-f", "raw", "-O", "vmdk", "-o", "subformat=streamOptimized", raw.toString(),
                    test.file(name).toString());
        }
    }

    @AfterEach
    void nothingIsInFlight() throws IOException {
        assertEquals(List.of(), test.leftovers());
        test.close();
    }

    @Test
    void itsDisksComeInTheOrderOfTheMachine() throws IOException {
        add("box.ovf", ovf(FILES, DISKS, HARDWARE));
        add("tools.iso", "of no use");
        addFile("second.vmdk");
        addFile("first.vmdk");
        ImportedImage imported = importOva(archive(), Optional.empty());
        Image image = imported.image();
        assertEquals("Box 1", image.name());
        assertEquals(Architecture.X86_64, image.architecture());
        assertEquals(Optional.of(BootMode.UEFI), image.bootMode());
        assertEquals(3, imported.recognised().notes().size(), imported.recognised().notes().toString());
        assertEquals(List.of("/dev/sda1", "/dev/sdf", "/dev/sdg"),
                image.blockDeviceMappings().stream().map(BlockDeviceMapping::deviceName).toList());
        assertSameContent(first, image, 0);
        assertSameContent(second, image, 1);
        EbsRequest blank = image.blockDeviceMappings().get(2).form().ebs().orElseThrow();
        assertEquals(Optional.empty(), blank.snapshotId());
        assertEquals(Optional.of(3), blank.volumeSize());
    }

    @Test
    void withoutHardwareTheOrderIsThatOfTheDescriptor() throws IOException {
        add("box.ovf", ovf(FILES, DISKS.replaceAll("<Disk[^>]*swap[^>]*>", ""), ""));
        addFile("first.vmdk");
        addFile("second.vmdk");
        Image image = importOva(archive(), Optional.of("web")).image();
        assertEquals("web", image.name());
        assertSameContent(second, image, 0);
        assertSameContent(first, image, 1);
    }

    @Test
    void itsManifestIsCheckedWhereverItStands() throws IOException {
        String ovf = simple();
        add("box.ovf", ovf);
        addFile("first.vmdk");
        Path descriptor = test.text("box.ovf", ovf);
        add("box.mf", "SHA256(box.ovf)= " + DurableFiles.sha256(descriptor, Progress.NONE) + "\nSHA256(first.vmdk)= "
                + DurableFiles.sha256(test.file("first.vmdk"), Progress.NONE) + "\n");
        assertSameContent(first, importOva(archive(), Optional.of("web")).image(), 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1(%s)= 0123456789012345678901234567890123456789\n",
        "SHA256(%s)= 0123456789012345678901234567890123456789012345678901234567890123\n"})
    void aManifestThatSaysOtherwise(String line) throws IOException {
        add("box.ovf", simple());
        add("box.mf", line.formatted("box.ovf") + line.formatted("first.vmdk"));
        addFile("first.vmdk");
        assertRefused("ChecksumMismatch");
    }

    @Test
    void aManifestThatForgetsADisk() throws IOException {
        add("box.ovf", simple());
        add("box.mf", "");
        addFile("first.vmdk");
        assertRefused("ChecksumNotFound");
    }

    @Test
    void aCompressedDiskInACompressedArchive() throws IOException {
        add("box.ovf", simple().replace("first.vmdk\"", "first.vmdk.gz\" ovf:compression=\"gzip\""));
        Subprocess.run(List.of("gzip", "-k", test.file("first.vmdk").toString()), Duration.ofSeconds(10));
        addFile("first.vmdk.gz");
        Path archive = archive();
        Subprocess.run(List.of("xz", "-0", archive.toString()), Duration.ofSeconds(10));
        assertSameContent(first, importOva(test.file("box.ova.xz"), Optional.of("web")).image(), 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/shadow", "../../etc/shadow", "..", "file:///etc/shadow", "http://127.0.0.1/x.vmdk",
        "a/b.vmdk", "a\\b.vmdk", ""})
    void aDescriptorThatNamesAFileElsewhere(String href) throws IOException {
        add("box.ovf", simple().replace("first.vmdk", href));
        addFile("first.vmdk");
        assertRefused("InvalidOva.ForeignFile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tmp/evil", "../evil", "a/../../evil", "folder/first.vmdk", "..", "a\nb"})
    void anEntryThatIsElsewhere(String name) throws IOException {
        add("box.ovf", simple());
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        byte[] content = "evil".getBytes(StandardCharsets.US_ASCII);
        entry.setSize(content.length);
        entries.add(entry);
        contents.add(content);
        assertRefused("InvalidOva.ForeignFile");
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_CHR, TarConstants.LF_BLK,
        TarConstants.LF_FIFO, TarConstants.LF_DIR})
    void anEntryThatIsNoFile(byte type) throws IOException {
        add("box.ovf", simple());
        TarArchiveEntry entry = new TarArchiveEntry("first.vmdk", type);
        entry.setLinkName("/etc/shadow");
        entries.add(entry);
        contents.add(new byte[0]);
        assertRefused("InvalidOva.ForeignFile");
    }

    @Test
    void twoEntriesOfOneName() throws IOException {
        add("box.ovf", simple());
        addFile("first.vmdk");
        addFile("first.vmdk");
        assertRefused("InvalidOva");
    }

    @Test
    void tooManyEntries() throws IOException {
        add("box.ovf", simple());
        for (int i = 0; i < 1001; i++) {
            add("entry-" + i, "");
        }
        assertRefused("InvalidOva");
    }

    @Test
    void anEntryThatClaimsToBeHuge() throws IOException {
        add("box.ovf", simple());
        addFile("first.vmdk");
        Path archive = archive();
        byte[] bytes = Files.readAllBytes(archive);
        // The size of the second entry, in the form for sizes beyond octal digits: 2^62; nothing checks the sum of it.
        int header = 1024 + (simple().length() - 1) / 512 * 512;
        Arrays.fill(bytes, header + 124, header + 136, (byte) 0);
        bytes[header + 124] = (byte) 0x80;
        bytes[header + 128] = 0x40;
        Files.write(archive, bytes);
        assertRefusedArchive(archive);
    }

    @Test
    void anArchiveThatIsCutOff() throws IOException {
        add("box.ovf", simple());
        addFile("first.vmdk");
        Path archive = archive();
        TestStore.truncate(archive, Files.size(test.file("first.vmdk")));
        assertRefused("InvalidOva", archive);
    }

    @Test
    void aDiskThatIsMissing() throws IOException {
        add("box.ovf", simple());
        assertRefused("InvalidOva");
    }

    @Test
    void aDescriptorThatDoesNotComeFirst() throws IOException {
        addFile("first.vmdk");
        add("box.ovf", simple());
        assertRefused("InvalidOva");
    }

    @Test
    void entitiesAreNotResolved() throws IOException {
        Path secret = test.text("secret", "disk.vmdk");
        for (String entity : List.of("SYSTEM \"file://" + secret + "\"", "\"lol\"")) {
            String dtd = "<!DOCTYPE Envelope [<!ENTITY x " + entity + ">]>";
            entries.clear();
            contents.clear();
            add("box.ovf", simple().replace("?>", "?>" + dtd).replace("Box 1", "&x;"));
            addFile("first.vmdk");
            assertRefused("InvalidOva");
        }
    }

    @Test
    void aDescriptorWithoutEnd() throws IOException {
        add("box.ovf", "<Envelope>" + "<a>".repeat(300_000));
        assertRefused("InvalidOva");
        entries.clear();
        contents.clear();
        add("box.ovf", "<Envelope>" + "<a>".repeat(100_000) + "</a>".repeat(100_000) + "</Envelope>");
        assertRefused("InvalidOva");
        entries.clear();
        contents.clear();
        add("box.ovf", " ".repeat(5 << 20));
        assertRefused("InvalidOva");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ovf:fileRef=\"file9\"", "ovf:parentRef=\"other\" ovf:fileRef=\"file1\"",
        "ovf:capacity=\"9999999999999999\"", "ovf:capacity=\"1\" ovf:capacityAllocationUnits=\"byte * 2^62\"",
        "ovf:capacity=\"${size}\"", "ovf:capacity=\"1\" ovf:capacityAllocationUnits=\"furlongs\"", ""})
    void aDiskThatMakesNoSense(String disk) throws IOException {
        add("box.ovf", simple().replace("ovf:fileRef=\"file1\"", disk));
        addFile("first.vmdk");
        assertRefused("InvalidOva");
    }

    @Test
    void severalMachines() throws IOException {
        add("box.ovf", simple().replace("</Envelope>", "<VirtualSystem ovf:id=\"b\"/></Envelope>"));
        assertRefused("InvalidOva");
    }

    @Test
    void aDiskInsideThatNamesAnotherFile() throws IOException {
        add("box.ovf", simple());
        add("first.vmdk", "# Disk DescriptorFile\ncreateType=\"monolithicFlat\"\nRW 2048 FLAT \"/etc/shadow\" 0\n");
        assertRefused("InvalidDiskImage.DataFile");
    }

    @Test
    void aSnapshotIsOfOneDiskOnly() throws IOException {
        add("box.ovf", ovf(FILES, DISKS, HARDWARE));
        addFile("first.vmdk");
        addFile("second.vmdk");
        Path archive = archive();
        assertEquals("InvalidParameterValue", assertThrows(SlipwayException.class,
                () -> test.store.images().importSnapshot(source(archive), Optional.empty(), List.of(), Progress.NONE))
                .code().code());
        assertEquals(List.of(), test.filesInPlace());
    }

    @ParameterizedTest
    @EnumSource(names = {"SOURCE_UNPACKED", "IMPORT_STAGED", "LAYER_MOVED", "IMAGE_WRITTEN"})
    void anImportOfSeveralDisksThatDiesLeavesNothing(Failpoint failpoint) throws IOException {
        add("box.ovf", ovf(FILES, DISKS, HARDWARE));
        addFile("first.vmdk");
        addFile("second.vmdk");
        Path archive = archive();
        assertEquals(Failpoint.EXIT,
                DoomedProcess.run(test.layout, failpoint, "import-source", "web", archive.toString()));
        test.store.operations().recover();
        assertEquals(List.of(), test.filesInPlace());
        importOva(archive, Optional.of("web"));
    }

    private static String simple() {
        return ovf("<File ovf:id=\"file1\" ovf:href=\"first.vmdk\"/>",
                "<Disk ovf:diskId=\"system\" ovf:fileRef=\"file1\"/>", "");
    }

    private static String ovf(String files, String disks, String hardware) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Envelope xmlns="http://schemas.dmtf.org/ovf/envelope/1" xmlns:ovf="http://schemas.dmtf.org/ovf/envelope/1"
                    xmlns:rasd="urn:rasd" xmlns:vmw="urn:vmw">
                  <References>%s</References>
                  <DiskSection><Info>Disks</Info>%s</DiskSection>
                  <VirtualSystem ovf:id="box">
                    <Name>Box 1</Name>
                    <OperatingSystemSection ovf:id="96" vmw:osType="debian12_64Guest"/>
                    <VirtualHardwareSection>%s<vmw:Config ovf:required="false" vmw:key="firmware" vmw:value="efi"/>
                    </VirtualHardwareSection>
                  </VirtualSystem>
                </Envelope>
                """.formatted(files, disks, hardware);
    }

    private void add(String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(bytes.length);
        entries.add(entry);
        contents.add(bytes);
    }

    private void addFile(String name) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        contents.add(Files.readAllBytes(test.file(name)));
        entry.setSize(contents.get(contents.size() - 1).length);
        entries.add(entry);
    }

    private Path archive() throws IOException {
        Path archive = test.file("box.ova");
        try (OutputStream file = Files.newOutputStream(archive);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(file)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (int i = 0; i < entries.size(); i++) {
                tar.putArchiveEntry(entries.get(i));
                tar.write(contents.get(i));
                tar.closeArchiveEntry();
            }
        }
        return archive;
    }

    private static ImportSource source(Path archive) {
        return new ImportSource(new SourceLocation.LocalFile(archive), Optional.empty(), new ExpectedDigest.Any());
    }

    private ImportedImage importOva(Path archive, Optional<String> name) {
        return test.store.images().importImage(new ImportRequest(source(archive), name, recognised -> new ImageSettings(
                name.or(recognised::name).orElseThrow(), Optional.empty(),
                recognised.architecture().orElse(Architecture.ARM64), ImageSettings.named("any").virtualizationType(),
                recognised.bootMode(), Optional.empty(), Optional.empty(), Optional.empty(), List.of())), Progress.NONE);
    }

    private void assertRefused(String code) throws IOException {
        assertRefused(code, archive());
    }

    private void assertRefused(String code, Path archive) throws IOException {
        SlipwayException e = assertRefusedArchive(archive);
        assertEquals(code, e.code().code(), e.getMessage());
    }

    private SlipwayException assertRefusedArchive(Path archive) throws IOException {
        SlipwayException e = assertThrows(SlipwayException.class, () -> importOva(archive, Optional.of("web")));
        assertTrue(e.getMessage().contains("box.ova"), e.getMessage());
        assertTrue(e.getMessage().chars().noneMatch(Character::isISOControl), e.getMessage());
        assertEquals(List.of(), test.filesInPlace());
        assertEquals(List.of(), test.store.images().list(Query.all()));
        return e;
    }

    private void assertSameContent(Path raw, Image image, int device) throws IOException {
        SnapshotId id = image.blockDeviceMappings().get(device).form().ebs().orElseThrow().snapshotId().orElseThrow();
        Path back = folder.resolve("back.raw");
        QemuImg.convert(test.layout.layerDisk(test.store.snapshots().describe(List.of(id)).get(0).layerId()),
                DiskFormat.QCOW2, back, DiskFormat.RAW, Progress.NONE);
        assertEquals(-1, Files.mismatch(raw, back));
        Files.delete(back);
    }
}
