package dev.slipway.launcher.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Regions from the command line. */
class RegionCommandsTest {


    @TempDir
    private Path folder;
    private TypedCommands commands;

    @BeforeEach
    void begin() {
        commands = new TypedCommands(folder.resolve("home"));
    }

    @Test
    void regionsAreAddedListedAndRemoved() {
        Path disk = folder.resolve("disk");
        assertEquals("lab-2\tavailable\tqemu:///session\n", text(0, "region add lab-2 --path " + disk
                + " --libvirt-uri qemu:///session --query Regions[].[RegionName,Slipway.State,Slipway.LibvirtUri]"));
        assertTrue(Files.exists(disk.resolve("region.json")));
        assertEquals("lab-2\nlocal-1\n", text(0, "region list --query Regions[].[RegionName]"));
        assertEquals("", text(0, "image list --region lab-2"));
        text(4, "region add lab-2");
        assertTrue(error().startsWith("slipway: InvalidRegion.Duplicate: "), error());
        text(0, "region remove lab-2");
        text(3, "region remove lab-2");
        assertTrue(error().startsWith("slipway: InvalidRegion.NotFound: "), error());
    }

    @Test
    void aRegionNobodyAddedIsNotMade() {
        text(3, "image list --region local-2");
        assertTrue(error().contains("Did you mean 'local-1'?"), error());
        assertEquals("local-1\n", text(0, "region list --query Regions[].[RegionName]"));
    }

    @Test
    void anImageAndASnapshotAreCopiedThereAndBack() throws IOException {
        byte[] content = new byte[1 << 20];
        content[510] = 0x55;
        content[511] = (byte) 0xaa;
        Path disk = Files.write(folder.resolve("disk.raw"), content);
        text(0, "region add lab-2 --path " + folder.resolve("disk"));
        String original = text(0, "image import " + disk + " --name web --tag a=b").strip();
        String copy = text(0, "image copy web --to-region lab-2 --copy-tags --client-token t1").strip();
        assertEquals(copy + "\n", text(0, "image copy web --to-region lab-2 --copy-tags --client-token t1"));
        assertEquals("web\t" + original + "\tlocal-1\tb\n", text(0, "image describe " + copy + " --region lab-2 --query "
                + "Images[0].[Name,SourceImageId,SourceImageRegion,Tags[0].Value]"));
        String back = text(0, "image copy web --from-region lab-2 --name web-2").strip();
        assertEquals(back + "\n", text(0, "image list --name web-2 --query Images[].[ImageId]"));
        String snapshot = text(0, "snapshot list --query Snapshots[0].SnapshotId").strip();
        assertTrue(text(0, "snapshot copy " + snapshot + " --to-region lab-2").startsWith("snap-"));
        text(4, "image copy web --to-region lab-2");
        assertTrue(error().startsWith("slipway: InvalidAMIName.Duplicate: "), error());
        text(3, "image copy web --to-region lab-3");
        assertTrue(error().contains("Did you mean 'lab-2'?"), error());
        text(3, "image copy nosuch --to-region lab-2");
        text(4, "region remove lab-2");
    }

    @Test
    void anImageGoesToAnotherRegionInAFile() throws IOException {
        byte[] content = new byte[1 << 20];
        content[510] = 0x55;
        content[511] = (byte) 0xaa;
        Path disk = Files.write(folder.resolve("disk.raw"), content);
        text(0, "image import " + disk + " --name web --tag a=b --architecture arm64");
        String file = folder.resolve("web.slipway").toString();
        text(0, "image export web " + file + " --tags");
        text(4, "image export web " + file);
        assertTrue(error().startsWith("slipway: FileAlreadyExists: "), error());
        text(2, "image export web - --format raw");
        text(2, "image export web x --format iso");
        text(0, "region add lab-2");
        text(0, "image import " + file + " --region lab-2");
        text(0, "image import " + file + " --region lab-2 --name web-2 --tag a=c");
        assertEquals("web\tarm64\tb\nweb-2\tarm64\tc\n", text(0,
                "image list --region lab-2 --query Images[].[Name,Architecture,Tags[0].Value]"));
        text(2, "snapshot import " + file + " --region lab-2");
        String snapshot = text(0, "snapshot list --query Snapshots[0].SnapshotId").strip();
        text(0, "snapshot export " + snapshot + " " + folder.resolve("disk.vhd") + " --format vhd");
    }

    private String text(int exit, String line) {
        return commands.text(exit, line);
    }

    private String error() {
        return commands.error();
    }
}
