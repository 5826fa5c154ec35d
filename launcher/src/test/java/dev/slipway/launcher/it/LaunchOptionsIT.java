package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a launch asks for, seen from inside the guest. */
class LaunchOptionsIT extends TinyGuestLab {

    private static final int LARGEST_USER_DATA = 16384;
    private static final String SEED = "mkdir -p /seed; for d in /dev/vd?; do mount -t iso9660 -o ro $d /seed 2>/dev/null"
            + " && break; done; ";

    @Test
    void anInstanceStoreDiskIsKeptOverARebootAndEmptyAfterAStop() {
        String id = lab.launch(Lab.PARAVIRTUAL, "--type", "lab.512m", "--block-device-mappings",
                "DeviceName=/dev/sdb,VirtualName=ephemeral0");
        assertEquals("1000000000", Lab.inside(id, "blockdev --getsize64 /dev/vdb").strip());
        Lab.inside(id, "printf survives | dd of=/dev/vdb bs=512 conv=notrunc 2>/dev/null; sync");
        lab.slipway().run("instance", "reboot", "--force", id).succeeded();
        login(id);
        assertEquals("survives", Lab.inside(id, "dd if=/dev/vdb bs=8 count=1 2>/dev/null"));
        lab.slipway().run("instance", "stop", id).succeeded();
        lab.slipway().run("instance", "start", id).succeeded();
        login(id);
        assertEquals("0", Lab.inside(id, "head -c 1048576 /dev/vdb | tr -d '\\0' | wc -c").strip());
        lab.slipway().run("instance", "terminate", id).succeeded();
        assertEquals(List.of("console.log"), Lab.entries(lab.region().resolve("instances").resolve(id)));
    }

    @Test
    void disksNameAndProcessorsAreAsAskedFor(@TempDir Path folder) throws IOException {
        Files.writeString(lab.slipway().home().resolve("instance-types.json"), """
                {"InstanceTypes": [{"InstanceType": "my.quad", "VCpuInfo": {"DefaultVCpus": 4},
                  "MemoryInfo": {"SizeInMiB": 128}, "ProcessorInfo": {"SupportedArchitectures": ["x86_64"]},
                  "SupportedVirtualizationTypes": ["paravirtual"],
                  "InstanceStorageInfo": {"Disks": [{"SizeInGB": 1}, {"SizeInGB": 2}], "NvmeSupport": "required"}}]}""");
        byte[] data = new byte[LARGEST_USER_DATA];
        new Random(7).nextBytes(data);
        Path file = Files.write(folder.resolve("user-data"), data);
        String id = lab.launch(Lab.PARAVIRTUAL, "--type", "my.quad", "--hostname", "web.lab", "--cpu-options",
                "CoreCount=2,ThreadsPerCore=1", "--user-data", file.toString(), "--volume-tag", "team=a",
                "--block-device-mappings", "DeviceName=/dev/sda1,Ebs={VolumeSize=3,DeleteOnTermination=true}",
                "--block-device-mappings", "DeviceName=/dev/sdc,Ebs={VolumeSize=1,DeleteOnTermination=true}");
        assertEquals("3221225472 1000000000 1073741824 2000000000", Lab.inside(id,
                "for d in a b c d; do blockdev --getsize64 /dev/vd$d; done").strip().replace('\n', ' '));
        assertEquals("web.lab", Lab.inside(id, "hostname").strip());
        assertEquals("2", Lab.inside(id, "grep -c ^processor /proc/cpuinfo").strip());
        assertEquals("2", Lab.inside(id, "sort -u /sys/devices/system/cpu/cpu*/topology/core_id | wc -l").strip());
        assertEquals("1", Lab.inside(id, "sort -u /sys/devices/system/cpu/cpu*/topology/physical_package_id | wc -l").strip());
        assertEquals(md5(data), Lab.inside(id, SEED + "md5sum < /seed/user-data").substring(0, 32));
        JsonNode volumes = lab.slipway().json("volume", "list").path("Volumes");
        assertEquals(2, volumes.size());
        volumes.forEach(volume -> assertEquals("a", volume.path("Tags").path(0).path("Value").asText()));
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    @Test
    void severalHaveNamesInTurnAndCompressedUserDataStaysSo(@TempDir Path folder) throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
            out.write("#cloud-config\n".repeat(5000).getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(folder.resolve("user-data.gz"), gzip.toByteArray());
        JsonNode launched = lab.slipway().json("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--count", "2", "--hostname", "db",
                "--user-data", file.toString(), "--wait", "login", "--timeout", Lab.PATIENCE).path("Instances");
        for (int i = 0; i < 2; i++) {
            String id = launched.path(i).path("InstanceId").asText();
            assertEquals("db-" + i, Lab.inside(id, "hostname").strip());
            assertEquals(md5(gzip.toByteArray()), Lab.inside(id, SEED + "md5sum < /seed/user-data").substring(0, 32));
            lab.slipway().run("instance", "terminate", id).succeeded();
        }
    }

    @Test
    void aProtectedInstanceIsNeitherStoppedNorTerminatedNorAreThoseBesideIt() {
        String other = Lab.instanceId(lab.slipway().json("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE));
        String id = lab.launch(Lab.PARAVIRTUAL, "--disable-api-stop", "--instance-initiated-shutdown-behavior", "terminate");
        Slipway.Result refused = lab.slipway().run("instance", "stop", other, id).refused(7, "OperationNotPermitted");
        assertTrue(refused.stderr().contains("'" + id + "' may not be stopped. Modify its 'disableApiStop'"), refused::toString);
        lab.slipway().run("instance", "terminate", other, id).refused(7, "OperationNotPermitted");
        assertEquals("running", lab.state(other));
        assertEquals("running", lab.state(id));
        lab.slipway().run("instance", "terminate", other).succeeded();
        // Its guest may do what its owner may not.
        lab.slipway().run("instance", "reboot", "--force", id).succeeded();
        login(id);
        Lab.inside(id, "(sleep 1; poweroff) >/dev/null 2>&1 &");
        Await.until("the guest's power-off has terminated it", () -> lab.state(id).equals("terminated"));
    }

    @Test
    void aTemplateLaunchesAndTheLaunchGoesOverIt() {
        lab.slipway().json("template", "create", "guest", "--image", Lab.PARAVIRTUAL, "--type", "lab.64m",
                "--tag", "Name=template", "--volume-tag", "from=template", "--network", "user");
        JsonNode instance = lab.slipway().json("run", "--launch-template", "guest", "--tag", "Name=launch").path("Instances").path(0);
        String id = instance.path("InstanceId").asText();
        assertEquals("lab.64m", instance.path("InstanceType").asText());
        assertEquals("[launch, 1]", List.of(value(instance, "Name"), value(instance, "aws:ec2launchtemplate:version"))
                .toString());
        assertEquals("template", value(lab.slipway().json("volume", "list").path("Volumes").path(0), "from"));
        lab.slipway().run("instance", "terminate", id).succeeded();
        lab.slipway().run("template", "delete", "guest").succeeded();
        lab.slipway().run("run", "--launch-template", "guest").refused(3, "InvalidLaunchTemplateName.NotFoundException");
    }

    private static String value(JsonNode tagged, String key) {
        for (JsonNode tag : tagged.path("Tags")) {
            if (tag.path("Key").asText().equals(key)) {
                return tag.path("Value").asText();
            }
        }
        throw new AssertionError("no tag " + key + ": " + tagged);
    }

    private static void login(String id) {
        lab.slipway().run("instance", "wait", id, "--for", "login", "--timeout", Lab.PATIENCE).succeeded();
    }

    private static String md5(byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(data));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
