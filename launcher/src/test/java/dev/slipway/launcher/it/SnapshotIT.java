package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.Hypervisor;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Snapshots of volumes that a guest writes meanwhile, and what becomes of them. */
class SnapshotIT extends TinyGuestLab {

    @Test
    void aGuestGoesOnWhileItsVolumeIsSnapshotAndKeepsAllOverStopAndStart() {
        String id = lab.launch(Lab.PARAVIRTUAL);
        Lab.inside(id, "echo before >/root/data && sync");
        String volume = volumeOf(id);
        JsonNode first = lab.slipway().json("snapshot", "create", volume, "--description", "the first");
        assertEquals("completed", first.path("State").asText(), first::toPrettyString);
        assertEquals(volume, first.path("VolumeId").asText());
        Lab.inside(id, "echo after >/root/data && sync");
        JsonNode second = lab.slipway().json("snapshot", "create", "--instance", id).path("Snapshots").path(0);
        Lab.inside(id, "echo later >/root/data && sync");
        assertEquals(List.of(disk(volume, "disk-2.qcow2")), filesOf(id));
        assertEquals(List.of("disk-2.qcow2"), Lab.entries(lab.region().resolve("volumes").resolve(volume)));

        // Each holds its moment, and launches.
        assertEquals("before\n", dataOf(first.path("SnapshotId").asText(), "first"));
        assertEquals("after\n", dataOf(second.path("SnapshotId").asText(), "second"));

        lab.slipway().run("instance", "stop", id).succeeded();
        String third = lab.slipway().json("snapshot", "create", volume).path("SnapshotId").asText();
        assertEquals(List.of(disk(volume, "disk-3.qcow2")), filesOf(id));
        lab.slipway().run("instance", "start", id).succeeded();
        lab.slipway().run("instance", "wait", id, "--for", "login", "--timeout", Lab.PATIENCE).succeeded();
        assertEquals("later\n", Lab.inside(id, "cat /root/data"));
        Lab.inside(id, "echo last >/root/data && sync");
        lab.slipway().run("snapshot", "delete", third).succeeded();
        assertEquals("last\n", Lab.inside(id, "cat /root/data"));
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    @Test
    void aVolumeGrowsUnderItsGuest() {
        String id = lab.launch(Lab.PARAVIRTUAL);
        String volume = volumeOf(id);
        long before = Long.parseLong(Lab.inside(id, "cat /sys/block/vda/size").strip());
        JsonNode grown = lab.slipway().json("volume", "resize", volume, "3").path("VolumeModification");
        assertEquals("completed", grown.path("ModificationState").asText());
        Await.until("the guest sees it", () -> Long.parseLong(Lab.inside(id, "cat /sys/block/vda/size").strip()) > before);
        assertEquals(3, lab.slipway().json("volume", "list", volume).path("Volumes").path(0).path("Size").asInt());
        lab.slipway().run("volume", "resize", volume, "2").refused(2, "InvalidParameterValue");
        lab.slipway().run("volume", "delete", volume).refused(4, "VolumeInUse");
        lab.slipway().run("instance", "terminate", id).succeeded();
        lab.slipway().run("snapshot", "create", volume).refused(3, "InvalidVolume.NotFound");
        lab.slipway().run("snapshot", "create", "--instance", id).refused(4, "IncorrectInstanceState");
    }

    /** Registers the snapshot as an image, launches that, and reads the file. */
    private static String dataOf(String snapshot, String name) {
        JsonNode source = lab.slipway().json("image", "describe", Lab.PARAVIRTUAL).path("Images").path(0);
        lab.slipway().json("image", "register", "--name", name, "--virtualization-type", "paravirtual",
                "--kernel", source.path("KernelId").asText(), "--ramdisk", source.path("RamdiskId").asText(),
                "--block-device-mappings", "DeviceName=/dev/sda1,Ebs={SnapshotId=" + snapshot + "}");
        String id = lab.launch(name);
        String data = Lab.inside(id, "cat /root/data");
        lab.slipway().run("instance", "terminate", id).succeeded();
        lab.slipway().run("image", "deregister", name).succeeded();
        return data;
    }

    private static String volumeOf(String instance) {
        JsonNode devices = lab.describe(instance).path("BlockDeviceMappings");
        String volume = devices.path(0).path("Ebs").path("VolumeId").asText();
        assertTrue(volume.startsWith("vol-"), devices::toPrettyString);
        return volume;
    }

    private static Path disk(String volume, String name) {
        return lab.region().resolve("volumes").resolve(volume).resolve(name);
    }

    /** The files libvirt has for the writable disks of an instance, at its next start. */
    private static List<Path> filesOf(String instance) {
        try (Hypervisor hypervisor = Hypervisor.connect(); GuestDomain domain = hypervisor.require(instance)) {
            return List.of(domain.disks().chain("vda").get(0));
        }
    }
}
