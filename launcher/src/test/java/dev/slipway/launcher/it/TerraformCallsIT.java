package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Makes the calls that Terraform's AWS provider makes for the plan of docs/examples/terraform, by boto3: Terraform cannot be had here. */
class TerraformCallsIT extends TinyGuestLab {

    private static final List<String> STEPS = List.of("provider", "data", "aws_key_pair", "aws_security_group", "aws_ami",
            "aws_instance", "refresh", "aws_volume_attachment", "update", "destroy");

    private AwsCli server;

    @BeforeEach
    void serve() {
        server = new AwsCli(lab);
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void aPlanIsAppliedReadBackChangedAndDestroyed(@TempDir Path folder) throws IOException {
        String snapshot = server.ec2("describe-images", "--filters", "Name=name,Values=" + Lab.HVM).path("Images").path(0)
                .path("BlockDeviceMappings").path(0).path("Ebs").path("SnapshotId").asText();
        Path key = folder.resolve("key");
        StockClient client = new StockClient(server.environment());
        client.run(folder, List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "plan", "-f", key.toString()));
        assertEquals(STEPS, client.python(StockClient.PROGRAMS.resolve("terraform.py"), snapshot,
                Files.readString(folder.resolve("key.pub")).strip()));
    }
}
