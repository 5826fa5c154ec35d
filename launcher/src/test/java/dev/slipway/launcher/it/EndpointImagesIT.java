package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Debian's AWS CLI makes images: of instances, of files, and files of images. */
class EndpointImagesIT extends EndpointLab {

    private static final String BUCKET = "exchange";

    private Path folder;

    @Override
    void prepare() throws IOException {
        folder = lab.slipway().home().resolve(BUCKET);
        Files.createDirectories(folder);
        Files.writeString(lab.slipway().home().resolve("config.yaml"), "exchange-folders: " + folder + "\n");
    }

    @Test
    void anImageOfARunningInstanceIsPendingUntilItsGuestIsBack() {
        String id = Lab.instanceId(aws.ec2("run-instances", "--image-id", tiny(), "--instance-type", Lab.TYPE));
        aws.refused("DryRunOperation", "create-image", "--instance-id", id, "--name", "made", "--dry-run");
        String image = aws.ec2("create-image", "--instance-id", id, "--name", "made", "--description", "of a guest",
                "--tag-specifications", "ResourceType=image,Tags=[{Key=of,Value=a}]", "ResourceType=snapshot,Tags=[{Key=of,Value=b}]")
                .path("ImageId").asText();
        aws.ec2("wait", "image-available", "--image-ids", image);
        JsonNode made = aws.ec2("describe-images", "--image-ids", image).path("Images").path(0);
        assertEquals("made", made.path("Name").asText());
        assertEquals("a", made.path("Tags").path(0).path("Value").asText());
        String snapshot = made.path("BlockDeviceMappings").path(0).path("Ebs").path("SnapshotId").asText();
        assertEquals("b", aws.ec2("describe-snapshots", "--snapshot-ids", snapshot)
                .path("Snapshots").path(0).path("Tags").path(0).path("Value").asText());
        aws.refused("InvalidAMIName.Duplicate", "create-image", "--instance-id", id, "--name", "made", "--no-reboot");
        aws.refused("InvalidInstanceID.NotFound", "create-image", "--instance-id", "i-0123456789abcdef0", "--name", "other");
        String second = aws.ec2("create-image", "--instance-id", id, "--name", "second", "--no-reboot", "--block-device-mappings",
                "DeviceName=/dev/sdb,Ebs={VolumeSize=1}").path("ImageId").asText();
        aws.ec2("wait", "image-available", "--image-ids", second);
        assertEquals(2, aws.ec2("describe-images", "--image-ids", second).path("Images").path(0).path("BlockDeviceMappings").size());
        aws.ec2("terminate-instances", "--instance-ids", id);
        lab.slipway().run("image", "deregister", image, "--delete-snapshots").succeeded();
        lab.slipway().run("image", "deregister", second, "--delete-snapshots").succeeded();
    }

    @Test
    void aDiskComesInAsAnImageAndGoesOutAsAFile() throws IOException {
        Files.copy(Lab.guests().resolve("tiny").resolve("disk.qcow2"), folder.resolve("disk.qcow2"));
        String task = aws.ec2("import-image", "--description", "a disk", "--client-token", "one", "--disk-containers",
                "Format=qcow2,Url=file://" + folder.resolve("disk.qcow2")).path("ImportTaskId").asText();
        assertTrue(task.startsWith("import-ami-"), task);
        JsonNode done = ended("describe-import-image-tasks", "--import-task-ids", task, "ImportImageTasks");
        assertEquals("completed", done.path("Status").asText(), done::toPrettyString);
        String image = done.path("ImageId").asText();
        assertEquals(task, aws.ec2("describe-images", "--image-ids", image).path("Images").path(0).path("Name").asText());
        assertEquals(task, aws.ec2("import-image", "--description", "a disk", "--client-token", "one", "--disk-containers",
                "Format=qcow2,Url=file://" + folder.resolve("disk.qcow2")).path("ImportTaskId").asText(), "the same token");
        aws.refused("IdempotentParameterMismatch", "import-image", "--client-token", "one", "--disk-containers",
                "Format=qcow2,Url=file://" + folder.resolve("disk.qcow2"));
        String id = Lab.instanceId(aws.ec2("run-instances", "--image-id", image, "--instance-type", Lab.TYPE));
        lab.slipway().run("instance", "wait", id, "--for", "login", "--timeout", Lab.PATIENCE).succeeded();
        aws.ec2("terminate-instances", "--instance-ids", id);

        String export = aws.ec2("export-image", "--image-id", image, "--disk-image-format", "VMDK", "--s3-export-location",
                "S3Bucket=" + BUCKET + ",S3Prefix=out/tiny-").path("ExportImageTaskId").asText();
        JsonNode written = ended("describe-export-image-tasks", "--export-image-task-ids", export, "ExportImageTasks");
        assertEquals("completed", written.path("Status").asText(), written::toPrettyString);
        Path file = folder.resolve("out").resolve("tiny-" + export + ".vmdk");
        assertTrue(Files.size(file) > 0);

        String snapshots = aws.ec2("import-snapshot", "--disk-container",
                "Format=VMDK,UserBucket={S3Bucket=" + BUCKET + ",S3Key=out/tiny-" + export + ".vmdk}").path("ImportTaskId").asText();
        ended("describe-import-snapshot-tasks", "--import-task-ids", snapshots, "ImportSnapshotTasks");
        String snapshot = aws.ec2("describe-import-snapshot-tasks", "--import-task-ids", snapshots, "--filters",
                "Name=task-state,Values=completed").path("ImportSnapshotTasks").path(0).path("SnapshotTaskDetail").path("SnapshotId").asText();
        aws.ec2("delete-snapshot", "--snapshot-id", snapshot);
        lab.slipway().run("image", "deregister", image, "--delete-snapshots").succeeded();
    }

    @Test
    void whatIsNoDiskOrLiesOutsideIsRefusedOrFails() throws IOException {
        Files.writeString(folder.resolve("text"), "no disk\n".repeat(1000));
        Files.deleteIfExists(folder.resolve("link"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("/etc/passwd"));
        for (String url : new String[] {"file:///etc/passwd", "file:///etc/nothing", "file://" + folder.resolve("link"),
                "file://" + folder + "/../config.yaml", "http://127.0.0.1/disk", "file://host/disk", "s3://other/disk",
                "s3://" + BUCKET + "/../config.yaml", "%zz"}) {
            aws.refused("InvalidParameterValue", "import-image", "--disk-containers", "Format=raw,Url=" + url);
        }
        aws.refused("InvalidParameterValue", "import-image", "--disk-containers", "Format=exe,Url=file://" + folder.resolve("text"));
        aws.refused("MissingParameter", "import-image");
        aws.refused("InvalidConversionTaskId", "describe-import-image-tasks", "--import-task-ids", "import-ami-0123456789abcdef0");
        aws.refused("InvalidConversionTaskId.Malformed", "describe-import-image-tasks", "--import-task-ids", "x");
        aws.refused("InvalidExportTaskID.NotFound", "describe-export-image-tasks", "--export-image-task-ids",
                "export-ami-0123456789abcdef0");
        aws.refused("InvalidParameterValue", "export-image", "--image-id", tiny(), "--disk-image-format", "RAW",
                "--s3-export-location", "S3Bucket=" + BUCKET + ",S3Prefix=../");
        aws.refused("InvalidParameterValue", "export-image", "--image-id", tiny(), "--disk-image-format", "RAW",
                "--s3-export-location", "S3Bucket=other");
        aws.refused("InvalidAMIID.NotFound", "export-image", "--image-id", "ami-0123456789abcdef0", "--disk-image-format", "RAW",
                "--s3-export-location", "S3Bucket=" + BUCKET);
        aws.refused("DryRunOperation", "import-snapshot", "--dry-run", "--disk-container", "Format=raw,Url=file://" + folder.resolve("text"));
        String task = aws.ec2("import-snapshot", "--disk-container", "Format=vmdk,Url=file://" + folder.resolve("text"))
                .path("ImportTaskId").asText();
        JsonNode failed = ended("describe-import-snapshot-tasks", "--import-task-ids", task, "ImportSnapshotTasks").path("SnapshotTaskDetail");
        assertEquals("deleted", failed.path("Status").asText(), failed::toPrettyString);
        assertTrue(failed.path("StatusMessage").asText().startsWith("ClientError: InvalidDiskImage"), failed::toPrettyString);
    }

    @Test
    void aTaskWhoseServerWasKilledHasFailedAndLeavesNothing() throws IOException {
        Files.copy(Lab.guests().resolve("tiny").resolve("disk.qcow2"), folder.resolve("doomed.qcow2"));
        AwsCli doomed = AwsCli.dyingAt(lab, "IMPORT_STAGED");
        doomed.run(doomed.secret(), "ec2", "import-image", "--disk-containers", "Format=qcow2,Url=file://" + folder.resolve("doomed.qcow2"));
        doomed.died();
        JsonNode tasks = aws.ec2("describe-import-image-tasks", "--filters", "Name=task-state,Values=deleted").path("ImportImageTasks");
        assertEquals(1, tasks.size(), tasks::toPrettyString);
        assertTrue(tasks.path(0).path("StatusMessage").asText().startsWith("ServerError: "), tasks::toPrettyString);
        assertEquals(0, aws.ec2("describe-images", "--filters", "Name=name,Values=import-ami-*", "Name=state,Values=available")
                .path("Images").size());
    }

    @Test
    void aCopyInAnotherRegionIsPendingAndThenAvailable() throws IOException {
        lab.slipway().run("region", "add", "far-1").succeeded();
        AwsCli.Said copied = aws.run(aws.secret(), "ec2", "copy-image", "--region", "far-1", "--source-region", "local-1",
                "--source-image-id", tiny(), "--name", "copied", "--output", "text");
        assertEquals(0, copied.exit(), copied::text);
        String copy = copied.text().strip();
        assertEquals(0, aws.run(aws.secret(), "ec2", "wait", "image-available", "--region", "far-1", "--image-ids", copy).exit());
        aws.refused("InvalidAMIID.NotFound", "copy-image", "--source-region", "far-1", "--source-image-id", tiny(), "--name", "x");
        aws.refused("InvalidRegion.NotFound", "copy-image", "--source-region", "moon-1", "--source-image-id", tiny(), "--name", "x");
        lab.slipway().run("image", "deregister", copy, "--delete-snapshots", "--region", "far-1").succeeded();
    }

    private JsonNode ended(String action, String option, String task, String list) {
        for (int i = 0; i < 600; i++) {
            JsonNode at = aws.ec2(action, option, task).path(list).path(0);
            JsonNode detail = at.has("SnapshotTaskDetail") ? at.path("SnapshotTaskDetail") : at;
            if (!detail.path("Status").asText().equals("active")) {
                return at;
            }
        }
        throw new AssertionError("the task " + task + " never ended");
    }
}
