package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A complete Debian without a seed, on a host within the host: cloud-init's Ec2 source alone configures it. */
class MetadataDebianIT {

    /** Emulated, and with the other processor busy, such a guest takes minutes. */
    private static final String PATIENCE = "20m";

    @Test
    void cloudInitTakesItForEc2(@TempDir Path folder) throws Exception {
        try (NetworkLab host = NetworkLab.start()) {
            Lab lab = host.lab();
            Slipway slipway = lab.slipway().in(Map.of("SLIPWAY_KEY_FOLDER", folder.resolve("keys").toString()));
            slipway.json("image", "import", Lab.guests().resolve("debian").resolve("disk.qcow2").toString(), "--name", "debian",
                    "--imds-support", "v2.0");
            slipway.json("key", "create", "mine", "--type", "ed25519");
            Slipway.Running server = lab.slipway().start("serve", "--listen", "127.0.0.1:0");
            Path userData = Files.writeString(folder.resolve("user-data"), """
                    #cloud-config
                    write_files:
                      - path: /root/from-user-data
                        content: configured
                    """);
            String id = Lab.instanceId(slipway.json("run", "debian", "--type", "t2.micro", "--network", "nat", "--seed", "none",
                    "--hostname", "web-1", "--key", "mine", "--user-data", userData.toString(), "--wait", "login,network,agent,ssh,cloud-init",
                    "--metadata-options", "InstanceMetadataTags=enabled", "--tag", "Name=web", "--timeout", PATIENCE, "--show-console"));
            assertEquals("aws\n", host.inside(id, "cloud-id"));
            assertEquals("", host.inside(id, "ls /dev/disk/by-label | grep -i cidata || true"), "there is no seed");
            assertEquals("configured", host.inside(id, "cat /root/from-user-data"));
            assertEquals("web-1\n", host.inside(id, "hostname"));
            String zone = lab.describe(id).path("Placement").path("AvailabilityZone").asText();
            assertEquals("aws ec2 " + id + " " + zone + " web 2021-03-23", host.inside(id, "cloud-init query --format '{{v1.cloud_name}}"
                    + " {{v1.platform}} {{v1.instance_id}} {{v1.availability_zone}} {{ds.meta_data.tags.instance.Name}}"
                    + " {{ds._metadata_api_version}}'").strip());
            assertFalse(host.inside(id, "cat /var/log/cloud-init.log").contains("Failed fetching"), "the whole tree was read");
            assertTrue(host.inside(id, "cat /home/*/.ssh/authorized_keys").contains("ssh-ed25519"), "the key's owner may log in");
            assertEquals("required", lab.describe(id).path("MetadataOptions").path("HttpTokens").asText());
            slipway.run("instance", "ssh", id, "--", "true").succeeded();
            slipway.run("instance", "terminate", id).succeeded();
            lab.assertNothingLeft();
            server.process().children().forEach(ProcessHandle::destroy);
            assertEquals(143, server.await().exit());
        }
    }
}
