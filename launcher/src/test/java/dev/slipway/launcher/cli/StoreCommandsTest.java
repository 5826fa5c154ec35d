package dev.slipway.launcher.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.launcher.view.ImageAttributeView;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the store, from the words to the files: a real store, a real qemu-img. */
class StoreCommandsTest {


    @TempDir
    private Path folder;
    private TypedCommands commands;
    private Path disk;

    @BeforeEach
    void makeDisk() throws IOException {
        commands = new TypedCommands(folder.resolve("home"));
        byte[] content = new byte[1 << 20];
        content[510] = 0x55;
        content[511] = (byte) 0xaa;
        disk = Files.write(folder.resolve("disk.raw"), content);
    }

    @Test
    void anImageIsImportedListedDescribedAndTakenAway() {
        String id = text(0, "image import " + disk + " --name web --tag Name=front --description A_disk");
        assertTrue(id.matches("ami-[0-9a-f]{17}\n"), id);
        assertEquals(id.strip() + "\tweb\n", text(0, "image list --name w*b --owner self --query Images[].[ImageId,Name]"));
        assertEquals("", text(0, "image list --name other"));
        assertEquals("front\n", text(0, "image describe web --query Images[0].Tags[0].Value"));
        assertEquals("A_disk\n", text(0, "image describe web --query Images[0].Description"));
        String snapshot = text(0, "snapshot list --query Snapshots[].SnapshotId").strip();
        assertEquals(snapshot + "\n",
                text(0, "image describe web --query Images[0].BlockDeviceMappings[0].Ebs.SnapshotId"));
        assertEquals("", text(4, "snapshot delete " + snapshot));
        assertTrue(error().startsWith("slipway: InvalidSnapshot.InUse: "), error());
        assertEquals("True\n", text(0, "image deregister web"));
        assertEquals("", text(3, "image describe web"));
        assertEquals(id, text(0, "store gc --dry-run --query Removed[].Id"));
        assertEquals(id, text(0, "store gc --query Removed[].Id"));
        assertEquals("", text(0, "snapshot delete " + snapshot));
        assertEquals(0, folder.resolve("home/regions/local-1/layers").toFile().list().length);
        assertEquals("0\n", text(0, "store gc"));
    }

    @Test
    void anImageIsRegisteredOfASnapshot() {
        text(0, "image import " + disk + " --name web");
        String snapshot = text(0, "snapshot list --query Snapshots[].SnapshotId").strip();
        text(0, "image register --name web-2 --architecture aarch64 --boot-mode uefi --root-device-name /dev/xvda "
                + "--block-device-mappings DeviceName=/dev/xvda,Ebs={SnapshotId=" + snapshot + ",VolumeSize=3}");
        assertEquals("arm64\tuefi\t/dev/xvda\t3\n", text(0, "image describe web-2 --query "
                + "Images[0].[Architecture,BootMode,RootDeviceName,BlockDeviceMappings[0].Ebs.VolumeSize]"));
    }

    @Test
    void listsAreFilteredAndComeInPages() {
        for (String name : new String[] {"web-1", "web-2", "db-1"}) {
            text(0, "image import " + disk + " --name " + name + " --tag env=" + name.substring(0, 2));
        }
        assertEquals("web-1\nweb-2\n", text(0, "image list --filter name=web-* --query Images[].[Name]"));
        assertEquals("web-2\n", text(0, "image list --filters Name=name,Values=web-*,db-* --filter name=*2 "
                + "--owners self --query Images[].[Name]"));
        assertEquals("db-1\n", text(0, "image list --filter tag:env=db --query Images[].[Name]"));
        String token = text(0, "image list --max-items 2 --page-size 1 --query NextToken").strip();
        assertEquals("db-1\n", text(0, "image list --starting-token " + token + " --query Images[].[Name]"));
        text(2, "image list --filter name=x --starting-token " + token);
        assertTrue(error().startsWith("slipway: InvalidPaginationToken: "), error());
        text(2, "image list --filter architectur=x86_64");
        assertEquals("slipway: InvalidParameterValue: The filter 'architectur' is invalid.\n"
                + "slipway: hint: Did you mean 'architecture'?\n", error());
        text(2, "image list --owner bob");
        text(3, "image list ami-0123456789abcdef0");
        assertEquals("3\n", text(0, "snapshot list --filter status=completed --owner self --query length(Snapshots)"));
        assertEquals("", text(0, "volume list --filter status=available"));
    }

    @Test
    void tagsAreAddedListedAndRemoved() {
        String id = text(0, "image import " + disk + " --name web").strip();
        String snapshot = text(0, "snapshot list --query Snapshots[].SnapshotId").strip();
        assertEquals("", text(0, "tag add " + id + " " + snapshot + " env=prod team=a=b"));
        assertEquals("prod\ta=b\n", text(0, "image list --filter tag:env=prod --query Images[].Tags[].Value"));
        assertEquals(id + "\n", text(0, "tag list --filter resource-type=image --filter key=env --query Tags[].ResourceId"));
        assertEquals("", text(0, "tag remove " + id + " env=test team"));
        assertEquals("env\n", text(0, "tag list --filter resource-id=" + id + " --query Tags[].Key"));
        text(2, "tag remove " + id);
        text(2, "tag remove " + id + " env --all");
        text(3, "tag add " + id + " i-0123456789abcdef0 x=y");
        assertEquals("slipway: InvalidInstanceID.NotFound: The instance ID 'i-0123456789abcdef0' does not exist.\n"
                + "slipway: hint: slipway instance list\n", error());
        text(2, "tag add web x=y");
        assertTrue(error().startsWith("slipway: InvalidID: The ID 'web' is not valid."), error());
        assertEquals("", text(0, "tag remove --all " + id));
        assertEquals("2\n", text(0, "tag list --query length(Tags)"));
    }

    @Test
    void attributesAreShownAndChanged() {
        String id = text(0, "image import " + disk + " --name web --boot-mode uefi").strip();
        assertEquals("", text(0, "image modify web --description better --imds-support v2.0"));
        assertEquals("better\tv2.0\txen\n",
                text(0, "image describe web --query Images[0].[Description,ImdsSupport,Hypervisor]"));
        for (String attribute : ImageAttributeView.NAMES) {
            assertTrue(text(0, "image describe web -o json --attribute " + attribute).contains(id), attribute);
        }
        assertEquals("better\n", text(0, "image describe web --attribute description --query Description.Value"));
        assertEquals("uefi\n", text(0, "image describe web --attribute bootMode --query BootMode.Value"));
        text(2, "image describe web --attribute colour");
        text(2, "image describe web web --attribute kernel");
        text(2, "image modify web");
        text(2, "image modify web --imds-support v1.0");
        assertEquals(id + "\n", text(0, "image ancestry web --query ImageAncestryEntries[].ImageId"));
        text(3, "image ancestry nosuch");
        String root = "DeviceName=/dev/sda1,Ebs={SnapshotId="
                + text(0, "snapshot list --query Snapshots[].SnapshotId").strip() + "}";
        text(0, "image register --name web-2 --dry-run --block-device-mapping " + root);
        assertTrue(error().startsWith("slipway: DryRunOperation: "), error());
        text(4, "image register --name web --dry-run --block-device-mapping " + root);
        text(3, "image register --name web-3 --product-code nosuch --block-device-mapping " + root);
        assertEquals("1\n", text(0, "image list --query length(Images)"));
    }

    @Test
    void aKernelIsNamedByAParavirtualImage() throws IOException {
        byte[] kernel = new byte[4096];
        System.arraycopy("HdrS".getBytes(StandardCharsets.US_ASCII), 0, kernel, 0x202, 4);
        kernel[510] = 0x55;
        kernel[511] = (byte) 0xaa;
        Path file = Files.write(folder.resolve("vmlinuz"), kernel);
        String id = text(0, "kernel import " + file + " --name tiny-kernel").strip();
        assertTrue(id.startsWith("aki-"), id + error());
        text(0, "image import " + disk + " --name tiny --virtualization-type paravirtual --kernel tiny-kernel");
        assertEquals(id + "\n", text(0, "image describe tiny --query Images[0].KernelId"));
        assertEquals("tiny-kernel\n", text(0, "kernel list --query Images[].Name"));
        assertEquals("", text(0, "ramdisk list"));
        assertEquals("", text(2, "ramdisk delete tiny-kernel"));
        assertEquals("", text(0, "kernel delete tiny-kernel"));
    }

    @Test
    void typesAreListedByName() {
        assertEquals("t3.micro\t1024\n",
                text(0, "type list t3.micro --query InstanceTypes[].[InstanceType,MemoryInfo.SizeInMiB]"));
        text(3, "type list t3.mikro");
        assertTrue(error().contains("t3.micro"), error());
    }

    @Test
    void aStoreIsCheckedRepairedVerifiedAndRebuilt() throws IOException {
        text(0, "image import " + disk + " --name web");
        assertTrue(text(0, "store check --query Clean").contains("True"));
        assertEquals("sound\n", text(0, "image verify web --query Images[0].Verdict"));
        Path region = folder.resolve("home/regions/local-1");
        Path lost = Files.createDirectories(region.resolve("layers/layer-0123456789abcdef0"));
        assertEquals("file-unknown\tslipway store gc\n",
                text(4, "store check --query Findings[0].[Kind,Remedy]"));
        assertEquals("True\n", text(0, "store check --repair --query Clean"));
        assertTrue(Files.notExists(lost));
        text(4, "store rebuild");
        assertTrue(error().startsWith("slipway: CatalogueExists: "), error());
        Files.delete(region.resolve("catalogue.db"));
        text(4, "image list");
        assertTrue(error().startsWith("slipway: CatalogueLost: "), error());
        assertEquals("1\n", text(0, "store rebuild --query Restored[?Kind=='images'].Count"));
        assertEquals("web\n", text(0, "image list --query Images[].Name"));
        text(2, "image verify");
        text(2, "image verify web --all");
        text(3, "image verify nosuch");
    }

    @Test
    void badInputIsRefusedWithItsExitCode() {
        Map<String, Integer> exits = Map.of(
                "image import /nosuch/file --name web", 3,
                "image import " + disk, 2,
                "image import " + disk + " --name x", 2,
                "image import " + disk + " --name web --format qcow2", 2,
                "image import " + disk + " --name web --tag novalue", 2,
                "image import " + disk + " --name web --kernel tiny", 3,
                "image describe ami-0123456789abcdef0", 3,
                "snapshot delete snap-x", 2,
                "volume delete vol-0123456789abcdef0", 3,
                "image register --name web", 2);
        exits.forEach((line, exit) -> assertEquals("", text(exit, line), line));
        assertEquals("", text(0, "image list"));
    }

    private String text(int exit, String line) {
        return commands.text(exit, line);
    }

    private String error() {
        return commands.error();
    }
}
