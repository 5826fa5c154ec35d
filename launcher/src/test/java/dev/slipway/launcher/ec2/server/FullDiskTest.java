package dev.slipway.launcher.ec2.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.process.Subprocess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store whose disk is full below a server: requests are refused and leave nothing, and go on when there is room. */
class FullDiskTest {

    private static final String ROOM = "InsufficientStorage";
    private static final String IMPORT = "Action=ImportSnapshot&DiskContainer.Format=raw&DiskContainer.UserBucket.S3Bucket=bucket"
            + "&DiskContainer.UserBucket.S3Key=disk.raw";

    @TempDir
    private Path folder;
    private Path home;
    private InProcess endpoint;
    private String snapshot;
    private String image;

    @BeforeEach
    void fillAStore() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        Subprocess.run(List.of("mount", "-t", "tmpfs", "-o", "size=12m,mode=755", "tmpfs", home.toString()), Duration.ofSeconds(10));
        Path bucket = Files.createDirectories(folder.toRealPath().resolve("bucket"));
        byte[] content = new byte[2 << 20];
        new Random(1).nextBytes(content);
        Files.write(bucket.resolve("disk.raw"), content);
        endpoint = new InProcess(home, Map.of("SLIPWAY_EXCHANGE_FOLDERS", bucket.toString()));
        endpoint.answered(IMPORT);
        snapshot = InProcess.first(endpoint.answered("Action=DescribeSnapshots&Owner.1=self"), "snapshotId");
        image = InProcess.first(endpoint.answered(registering("first")), "imageId");
    }

    @AfterEach
    void unmount() {
        endpoint.close();
        Subprocess.run(List.of("umount", home.toString()), Duration.ofSeconds(10));
    }

    @Test
    void whatNeedsRoomIsRefusedAndLeavesNothing() throws IOException {
        List<Path> before = files();
        fill();
        endpoint.answered("Action=DescribeImages&ImageId.1=" + image);
        endpoint.answered("Action=DescribeSnapshots&SnapshotId.1=" + snapshot);
        endpoint.refused(ROOM, "Action=CreateTags&ResourceId.1=" + image + "&Tag.1.Key=a&Tag.1.Value=" + "b".repeat(200));
        endpoint.refused(ROOM, registering("second"));
        endpoint.refused(ROOM, IMPORT);
        endpoint.refused(ROOM, "Action=CreateVolume&SnapshotId=" + snapshot);
        endpoint.refused(ROOM, "Action=CreateKeyPair&KeyName=key");
        endpoint.refused(ROOM, "Action=CreateSecurityGroup&GroupName=web&GroupDescription=web");
        endpoint.refused(ROOM, "Action=CopySnapshot&SourceRegion=local-1&SourceSnapshotId=" + snapshot);
        endpoint.refused(ROOM, "Action=CopyImage&SourceRegion=local-1&Name=copy&SourceImageId=" + image);
        endpoint.refused(ROOM, "Action=RunInstances&MinCount=1&MaxCount=1&InstanceType=t3.nano&ImageId=" + image);
        Files.delete(home.resolve("filler"));
        endpoint.answered("Action=DescribeImportSnapshotTasks");
        assertEquals(before, files(), "what was refused left a file");
        assertTrue(!endpoint.answered("Action=DescribeImages&Owner.1=self").contains("second"));
        endpoint.answered("Action=CreateTags&ResourceId.1=" + image + "&Tag.1.Key=a&Tag.1.Value=b");
        endpoint.answered(registering("second"));
        endpoint.answered("Action=DeleteVolume&VolumeId="
                + InProcess.first(endpoint.answered("Action=CreateVolume&SnapshotId=" + snapshot), "volumeId"));
    }

    private String registering(String name) {
        return "Action=RegisterImage&RootDeviceName=/dev/sda1&BlockDeviceMapping.1.DeviceName=/dev/sda1&Name=" + name
                + "&BlockDeviceMapping.1.Ebs.SnapshotId=" + snapshot;
    }

    /** To the last byte. */
    private void fill() throws IOException {
        try (OutputStream filler = Files.newOutputStream(home.resolve("filler"))) {
            byte[] block = new byte[4096];
            for (int i = 0; i < 10_000; i++) {
                filler.write(block);
            }
        } catch (IOException full) {
            return;
        }
        throw new AssertionError("the disk is larger than that");
    }

    /** All but the catalogue's own, which come and go. */
    private List<Path> files() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home)) {
            files.filter(file -> !file.getFileName().toString().startsWith("catalogue.db")).sorted().forEach(found::add);
        }
        return found;
    }
}
