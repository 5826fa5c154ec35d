package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.launcher.it.Slipway.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Images whose root is unpacked from a bundle, and instances whose root dies with them. */
class InstanceStoreIT extends TinyGuestLab {

    private static final String IMAGE = "tiny-store";
    private static final String LOCATION = "lab/tiny/pv.manifest.xml";

    @BeforeAll
    static void bundleTheTinyGuest() {
        lab.slipway().json("bundle", "create", Lab.guests().resolve("tiny").resolve("root.qcow2").toString(),
                "--bucket", "lab", "--prefix", "tiny/pv", "--kernel", "tiny-kernel", "--ramdisk", "tiny-ramdisk",
                "--kernel-command-line", "root=/dev/vda rw console=ttyS0");
        lab.slipway().json("image", "register", "--image-location", LOCATION, "--name", IMAGE);
    }

    @AfterEach
    void noInstanceLeavesMoreThanItsConsole() {
        for (String id : Lab.entries(lab.region().resolve("instances"))) {
            assertTrue(List.of("console.log").containsAll(Lab.entries(lab.region().resolve("instances").resolve(id))));
        }
    }

    @Test
    void theImageSaysWhereItsRootComesFrom() {
        JsonNode image = lab.slipway().json("image", "describe", IMAGE).path("Images").path(0);
        assertEquals("instance-store", image.path("RootDeviceType").asText());
        assertEquals("/dev/sda1", image.path("RootDeviceName").asText());
        assertEquals(LOCATION, image.path("ImageLocation").asText());
        assertEquals("paravirtual", image.path("VirtualizationType").asText());
        assertEquals(0, image.path("BlockDeviceMappings").size());
        lab.slipway().run("bundle", "delete", LOCATION).refused(4, "BundleInUse");
    }

    @Test
    void itsInstancesKeepTheirRootOverARebootAndHaveNoStop() {
        JsonNode launched = lab.slipway().json("run", IMAGE, "--type", Lab.TYPE, "--count", "2", "--wait", "login",
                "--timeout", Lab.PATIENCE).path("Instances");
        String id = launched.path(0).path("InstanceId").asText();
        String other = launched.path(1).path("InstanceId").asText();
        assertEquals("instance-store", lab.describe(id).path("RootDeviceType").asText());
        assertEquals(0, lab.describe(id).path("BlockDeviceMappings").size());
        assertEquals(List.of(), Lab.entries(lab.region().resolve("volumes")));

        lab.slipway().run("instance", "stop", id).refused(4, "UnsupportedOperation");
        String said = lab.slipway().run("instance", "start", id, other).refused(4, "UnsupportedOperation").stderr();
        assertTrue(said.contains("'" + id + "' does not have an 'ebs' root device type and cannot be started."), said);

        String boot = Lab.inside(id, "cat /proc/sys/kernel/random/boot_id");
        Lab.inside(id, "echo written >/root/data && sync");
        lab.slipway().run("instance", "reboot", id).succeeded();
        Await.until("the guest has booted anew",
                () -> !Lab.inside(id, "cat /proc/sys/kernel/random/boot_id").equals(boot));
        assertEquals("written\n", Lab.inside(id, "cat /root/data"));
        assertEquals("none\n", Lab.inside(other, "cat /root/data 2>/dev/null || echo none"), "each has a root of its own");

        Lab.inside(id, "(sleep 1; poweroff) >/dev/null 2>&1 &");
        Await.until("the instance is terminated", () -> lab.state(id).equals("terminated"));
        assertEquals("Client.InstanceInitiatedShutdown", lab.describe(id).path("StateReason").path("Code").asText());
        lab.slipway().run("instance", "terminate", other).succeeded();
    }

    @Test
    void anHvmBundleBootsItsOwnDiskBesideVolumes() {
        lab.slipway().json("bundle", "create", Lab.guests().resolve("tiny").resolve("disk.qcow2").toString(),
                "--bucket", "lab", "--prefix", "hvm");
        lab.slipway().json("image", "register", "--image-location", "lab/hvm.manifest.xml", "--name", "hvm-store",
                "--block-device-mappings", "DeviceName=/dev/sdb,VirtualName=ephemeral0",
                "--block-device-mappings", "DeviceName=/dev/sdf,Ebs={VolumeSize=1,DeleteOnTermination=false}");
        String id = lab.launch("hvm-store");
        assertEquals("hvm", lab.describe(id).path("VirtualizationType").asText());
        assertEquals("/dev/sdf", lab.describe(id).path("BlockDeviceMappings").path(0).path("DeviceName").asText());
        lab.slipway().run("instance", "terminate", id).succeeded();
        JsonNode volume = lab.slipway().json("volume", "list").path("Volumes").path(0);
        assertEquals("available", volume.path("State").asText());
        lab.slipway().run("volume", "delete", volume.path("VolumeId").asText()).succeeded();
    }

    @Test
    void aRunningInstanceIsBundledAndItsCopyLaunched() {
        String id = lab.launch(IMAGE);
        int layers = Lab.entries(lab.region().resolve("layers")).size();
        Lab.inside(id, "echo before >/root/data");
        JsonNode task = lab.slipway().json("bundle", "instance", id, "--bucket", "copies", "--prefix", "one")
                .path("BundleTask");
        assertEquals("complete", task.path("State").asText());
        assertEquals("copies", task.path("Storage").path("S3").path("Bucket").asText());
        Lab.inside(id, "echo after >/root/data && sync");
        lab.slipway().run("bundle", "instance", id, "--bucket", "copies", "--prefix", "one")
                .refused(4, "BundleAlreadyExists");

        lab.slipway().json("image", "register", "--image-location", "copies/one.manifest.xml", "--name", "copy");
        String copy = lab.launch("copy");
        assertEquals("before\n", Lab.inside(copy, "cat /root/data"));
        assertEquals("after\n", Lab.inside(id, "cat /root/data"));
        lab.slipway().run("instance", "terminate", id).succeeded();

        // An instance keeps what it needs, whatever becomes of its image and its bundle.
        lab.slipway().run("image", "deregister", "copy").succeeded();
        lab.slipway().run("bundle", "delete", "copies/one.manifest.xml").succeeded();
        lab.slipway().run("store", "gc").succeeded();
        assertEquals("before\n", Lab.inside(copy, "cat /root/data"));
        lab.slipway().run("instance", "terminate", copy).succeeded();
        assertEquals(layers, Lab.entries(lab.region().resolve("layers")).size(), "the copy's layer went with it");
        assertFalse(Files.exists(lab.region().resolve("buckets").resolve("copies")));
    }

    @Test
    void anImageOfAnInstanceIsABundleOfItsRoot() {
        String id = lab.launch(IMAGE);
        // Not synced: shutting down writes it out.
        Lab.inside(id, "echo unsynced >/root/data");
        lab.slipway().run("image", "create", id, "--name", "made", "--block-device-mappings",
                "DeviceName=/dev/sda1,Ebs={VolumeSize=2}").refused(2, "InvalidBlockDeviceMapping");
        String image = lab.slipway().json("image", "create", id, "--name", "made").path("ImageId").asText();
        lab.slipway().run("instance", "wait", id, "--for", "login", "--timeout", Lab.PATIENCE).succeeded();
        assertEquals("unsynced\n", Lab.inside(id, "cat /root/data"), "it came back with its root");
        JsonNode described = lab.slipway().json("image", "describe", image).path("Images").path(0);
        assertEquals("instance-store", described.path("RootDeviceType").asText(), described::toPrettyString);
        assertEquals("images-" + described.path("OwnerId").asText() + "/" + image + ".manifest.xml",
                described.path("ImageLocation").asText());
        lab.slipway().run("instance", "terminate", id).succeeded();
        String copy = lab.launch(image);
        assertEquals("unsynced\n", Lab.inside(copy, "cat /root/data"));

        lab.slipway().json("image", "create", copy, "--name", "live", "--no-reboot");
        lab.slipway().run("instance", "terminate", copy).succeeded();
        assertEquals(2, lab.slipway().json("bundle", "list", "--bucket", "images-" + described.path("OwnerId").asText())
                .path("Bundles").size());
    }

    @Test
    void aBundlingThatDiesLeavesTheGuestAsItWas() {
        String id = lab.launch(IMAGE);
        Lab.inside(id, "true");
        for (String failpoint : List.of("BUNDLE_COPY_BEGUN", "BUNDLE_GUEST_FROZEN", "BUNDLE_ROOT_COPIED")) {
            Result died = lab.slipway().start(List.of("env", "JAVA_TOOL_OPTIONS=-Dslipway.failpoint=" + failpoint),
                    "bundle", "instance", id, "--bucket", "copies", "--prefix", "killed").await();
            assertEquals(137, died.exit(), died::toString);
            assertEquals("running", lab.state(id));
            assertEquals(List.of(), Lab.entries(lab.region().resolve("staging")), failpoint);
            assertFalse(Files.exists(lab.region().resolve("buckets").resolve("copies")));
            Lab.inside(id, "echo alive >/root/data && sync");
        }
        lab.slipway().json("bundle", "instance", id, "--bucket", "copies", "--prefix", "killed");
        lab.slipway().run("bundle", "delete", "copies/killed.manifest.xml").succeeded();
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    @Test
    void whatCannotBeLaunchedLeavesNothing() throws Exception {
        lab.slipway().json("bundle", "create", Lab.guests().resolve("tiny").resolve("root.qcow2").toString(),
                "--bucket", "broken", "--prefix", "web", "--kernel", "tiny-kernel");
        lab.slipway().json("image", "register", "--image-location", "broken/web.manifest.xml", "--name", "broken");
        Path part = lab.region().resolve("buckets").resolve("broken").resolve("web.part.00");
        byte[] content = Files.readAllBytes(part);
        content[content.length / 2] ^= 1;
        Files.write(part, content);
        String[] run = {"run", "broken", "--type", Lab.TYPE};
        lab.slipway().run(run).refused(4, "InvalidManifest");
        lab.slipway().run("bundle", "verify", "broken/web.manifest.xml").refused(4, "InvalidManifest");
        lab.slipway().run("bundle", "delete", "broken/web.manifest.xml", "--force").succeeded();
        lab.slipway().run(run).refused(4, "InvalidManifest");
        lab.slipway().run("image", "register", "--image-location", "broken/web.manifest.xml", "--name", "again")
                .refused(4, "InvalidManifest");
        lab.slipway().run("run", IMAGE, "--type", Lab.TYPE, "--instance-initiated-shutdown-behavior", "stop")
                .refused(2, "InvalidParameterCombination");
        lab.slipway().run("image", "deregister", "broken").succeeded();
    }
}
