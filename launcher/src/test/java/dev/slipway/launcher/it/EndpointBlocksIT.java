package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's AWS CLI and boto3 find images by names and read snapshots block by block. */
class EndpointBlocksIT extends EndpointLab {

    private static final String NONE = "snap-0123456789abcdef0";

    @TempDir
    private Path folder;

    private JsonNode paravirtual() {
        return aws.ec2("describe-images", "--filters", "Name=name,Values=" + Lab.PARAVIRTUAL).path("Images").path(0);
    }

    @Test
    void whatIsReadBlockByBlockIsWhatAGuestWouldRead() throws IOException {
        String image = paravirtual().path("ImageId").asText();
        String first = paravirtual().path("BlockDeviceMappings").path(0).path("Ebs").path("SnapshotId").asText();
        String id = lab.launch(Lab.PARAVIRTUAL);
        Lab.inside(id, "dd if=/dev/urandom of=/written bs=1k count=3000 && sync");
        String volume = lab.describe(id).path("BlockDeviceMappings").path(0).path("Ebs").path("VolumeId").asText();
        String second = aws.ec2("create-snapshot", "--volume-id", volume).path("SnapshotId").asText();
        Lab.inside(id, "rm /written && dd if=/dev/urandom of=/other bs=1k count=900 && sync");
        String third = aws.ec2("create-snapshot", "--volume-id", volume).path("SnapshotId").asText();
        Path disk = folder.resolve("disk");
        int whole = read(second, disk);
        assertSame(second, disk);
        int changed = read(third, disk, second);
        assertSame(third, disk);
        assertTrue(changed < whole, changed + " of " + whole);

        JsonNode listed = aws.of("ebs", "list-snapshot-blocks", "--snapshot-id", second, "--max-results", "100");
        String block = listed.path("Blocks").path(0).path("BlockIndex").asText();
        String token = listed.path("Blocks").path(0).path("BlockToken").asText();
        assertEquals(512 << 10, aws.of("ebs", "get-snapshot-block", "--snapshot-id", second, "--block-index", block, "--block-token", token,
                folder.resolve("block").toString()).path("DataLength").asInt());
        aws.refusedOf("ebs", "ValidationException", "get-snapshot-block", "--snapshot-id", third, "--block-index", block, "--block-token",
                token, folder.resolve("block").toString());
        aws.refusedOf("ebs", "ValidationException", "get-snapshot-block", "--snapshot-id", second, "--block-index", "9999999",
                "--block-token", token, folder.resolve("block").toString());
        aws.refusedOf("ebs", "ResourceNotFoundException", "list-snapshot-blocks", "--snapshot-id", NONE);
        aws.refusedOf("ebs", "ValidationException", "list-snapshot-blocks", "--snapshot-id", second, "--next-token", "nonsense");
        try (AwsCli other = new AwsCli(lab, "111122223333")) {
            other.refusedOf("ebs", "ResourceNotFoundException", "list-snapshot-blocks", "--snapshot-id", second);
            other.refusedOf("ebs", "ResourceNotFoundException", "get-snapshot-block", "--snapshot-id", second, "--block-index", block,
                    "--block-token", token, folder.resolve("block").toString());
        }
        assertTrue(aws.run("wrong", "ebs", "list-snapshot-blocks", "--snapshot-id", second).text().contains("(InvalidSignatureException)"));
        lab.slipway().run("instance", "terminate", id).succeeded();
        lab.slipway().run("snapshot", "delete", third, second).succeeded();
        assertEquals(first, paravirtual().path("BlockDeviceMappings").path(0).path("Ebs").path("SnapshotId").asText(), image);
    }

    private int read(String snapshot, Path disk, String... more) {
        String[] words = new String[3 + more.length];
        words[0] = Scripts.of("read-snapshot.py").toString();
        words[1] = snapshot;
        words[2] = disk.toString();
        System.arraycopy(more, 0, words, 3, more.length);
        return Integer.parseInt(aws.python(words).strip());
    }

    private void assertSame(String snapshot, Path disk) throws IOException {
        Path raw = folder.resolve(snapshot + ".raw");
        lab.slipway().run("snapshot", "export", snapshot, raw.toString(), "--format", "raw").succeeded();
        assertEquals(Files.size(raw), Files.size(disk));
        assertEquals(-1, Files.mismatch(raw, disk), snapshot);
        Files.delete(raw);
    }

    @Test
    void aNameLeadsToTheNewestImageThatHasItAndAChannelToItsCurrentOne() {
        String name = "/aws/service/debian/release/12/latest/amd64";
        aws.refusedOf("ssm", "ParameterNotFound", "get-parameter", "--name", name);
        String image = paravirtual().path("ImageId").asText();
        aws.ec2("create-tags", "--resources", image, "--tags", "Key=ssm-parameter,Value=" + name);
        assertEquals(image, aws.of("ssm", "get-parameter", "--name", name).path("Parameter").path("Value").asText());
        lab.slipway().run("image", "promote", image, "web:stable").succeeded();
        String channel = "/aws/service/slipway/web/stable";
        JsonNode several = aws.of("ssm", "get-parameters", "--names", name, channel, "/aws/service/none");
        assertEquals(2, several.path("Parameters").size(), several::toPrettyString);
        assertEquals("/aws/service/none", several.path("InvalidParameters").path(0).asText());
        assertEquals(channel, aws.of("ssm", "get-parameters-by-path", "--path", "/aws/service/slipway", "--recursive").path("Parameters")
                .path(0).path("Name").asText());
        assertEquals(0, aws.of("ssm", "get-parameters-by-path", "--path", "/aws/service/slipway").path("Parameters").size());
        aws.refusedOf("ssm", "UnknownOperationException", "put-parameter", "--name", "x", "--value", "y", "--type", "String");
        assertTrue(aws.run("wrong", "ssm", "get-parameter", "--name", name).text().contains("(InvalidSignatureException)"));
        aws.refused("DryRunOperation", "run-instances", "--image-id", "resolve:ssm:" + channel, "--instance-type", Lab.TYPE, "--dry-run");
        aws.refused("ParameterNotFound", "run-instances", "--image-id", "resolve:ssm:/none", "--instance-type", Lab.TYPE, "--dry-run");
        try (AwsCli other = new AwsCli(lab, "111122223333")) {
            other.refusedOf("ssm", "ParameterNotFound", "get-parameter", "--name", name);
        }
        lab.slipway().run("channel", "delete", "web:stable").succeeded();
        aws.ec2("delete-tags", "--resources", image, "--tags", "Key=ssm-parameter");
    }
}
