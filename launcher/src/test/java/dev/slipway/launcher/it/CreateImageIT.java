package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Images of instances: what they hold, and what becomes of the instance meanwhile. */
class CreateImageIT extends TinyGuestLab {

    private static final String BOOT_ID = "cat /proc/sys/kernel/random/boot_id";

    @Test
    void aGuestIsShutDownForItsImageAndComesBack() {
        String id = lab.launch(Lab.PARAVIRTUAL, "--instance-initiated-shutdown-behavior", "terminate");
        String boot = Lab.inside(id, BOOT_ID);
        // Not synced: shutting down writes it out.
        Lab.inside(id, "echo unsynced >/root/data");
        lab.slipway().run("instance", "create-image", id, "--name", "ab").refused(2, "InvalidAMIName.Malformed");
        lab.slipway().run("instance", "create-image", id, "--name", Lab.HVM).refused(4, "InvalidAMIName.Duplicate");
        lab.slipway().run("instance", "create-image", id, "--name", "rebooted", "--dry-run").refused(0, "DryRunOperation");
        lab.slipway().run("instance", "create-image", id, "--name", "rebooted",
                "--block-device-mappings", "DeviceName=/dev/sda1,NoDevice=").refused(2, "InvalidBlockDeviceMapping");
        assertEquals(boot, Lab.inside(id, BOOT_ID), "what was refused has shut nobody down");

        Slipway.Running making = lab.slipway().start("instance", "create-image", id, "--name", "rebooted",
                "--description", "of an instance", "--tag", "Stage=test", "--snapshot-tag", "Of=rebooted",
                "--block-device-mappings", "DeviceName=/dev/sdb,Ebs={VolumeSize=1}");
        Await.until("the image is pending", () -> state("rebooted").equals("pending") || state("rebooted").equals("available"));
        while (making.process().isAlive()) {
            assertEquals("running", lab.state(id), "an instance whose guest is shut down for its image runs");
        }
        String image = making.await().succeeded().json().path("ImageId").asText();
        lab.slipway().run("instance", "wait", id, "--for", "login", "--timeout", Lab.PATIENCE).succeeded();
        assertNotEquals(boot, Lab.inside(id, BOOT_ID));
        JsonNode described = lab.slipway().json("image", "describe", image).path("Images").path(0);
        assertEquals("available", described.path("State").asText(), described::toPrettyString);
        assertEquals("paravirtual", described.path("VirtualizationType").asText());
        assertEquals(2, described.path("BlockDeviceMappings").size(), described::toPrettyString);
        assertEquals("test", described.path("Tags").path(0).path("Value").asText());
        lab.slipway().run("snapshot", "delete",
                described.path("BlockDeviceMappings").path(0).path("Ebs").path("SnapshotId").asText())
                .refused(4, "InvalidSnapshot.InUse");
        assertEquals("unsynced\n", dataOf("rebooted", "/root/data"));
        lab.slipway().run("instance", "terminate", id).succeeded();
        lab.slipway().run("image", "create", id, "--name", "too-late").refused(4, "IncorrectInstanceState");
    }

    @Test
    void aGuestGoesOnWhileItsImageIsMade() {
        String id = lab.launch(Lab.PARAVIRTUAL);
        String boot = Lab.inside(id, BOOT_ID);
        Lab.inside(id, "echo then >/root/data && sync");
        lab.slipway().run("image", "create", id, "--name", "live", "--no-reboot").succeeded();
        Lab.inside(id, "echo now >/root/data && sync");
        assertEquals(boot, Lab.inside(id, BOOT_ID));
        assertEquals("then\n", dataOf("live", "/root/data"));

        lab.slipway().run("instance", "stop", id).succeeded();
        lab.slipway().run("image", "create", id, "--name", "stopped").succeeded();
        assertEquals("stopped", lab.state(id));
        assertEquals("now\n", dataOf("stopped", "/root/data"));
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    @Test
    void aCommandThatIsKilledLeavesAFailedImageAndARunningGuest() {
        String id = lab.launch(Lab.PARAVIRTUAL);
        List<String> snapshots = Lab.entries(lab.region().resolve("snapshots"));
        Lab.inside(id, "echo kept >/root/data && sync");
        Slipway.Running making = lab.slipway().start("instance", "create-image", id, "--name", "killed");
        Await.until("the image is pending", () -> state("killed").equals("pending"));
        making.signal("KILL").await();
        assertEquals("failed", state("killed"));
        assertEquals("running", lab.state(id));
        lab.slipway().run("instance", "wait", id, "--for", "login", "--timeout", Lab.PATIENCE).succeeded();
        assertEquals("kept\n", Lab.inside(id, "cat /root/data"));
        assertEquals(snapshots, Lab.entries(lab.region().resolve("snapshots")));
        lab.slipway().run("image", "deregister", "killed").succeeded();
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    private static String state(String image) {
        Slipway.Result result = lab.slipway().run("image", "list", "--name", image, "--query", "Images[0].State", "-o", "text");
        return result.stdout().strip();
    }

    private static String dataOf(String image, String file) {
        String id = lab.launch(image);
        String data = Lab.inside(id, "cat " + file);
        lab.slipway().run("instance", "terminate", id).succeeded();
        assertTrue(lab.slipway().run("image", "deregister", image).succeeded().stderr().isEmpty());
        return data;
    }
}
