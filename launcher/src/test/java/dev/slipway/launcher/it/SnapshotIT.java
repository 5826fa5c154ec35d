package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.Hypervisor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        Slipway.Result taken = lab.slipway().run("snapshot", "create", "--instance", id).succeeded();
        assertEquals("", taken.stderr(), "the agent answers and freezes, so there is nothing to say");
        JsonNode second = taken.json().path("Snapshots").path(0);
        Lab.inside(id, "echo later >/root/data && sync");
        assertEquals(List.of(disk(volume, "disk-2.qcow2")), filesOf(id));
        assertEquals(List.of("disk-2.qcow2", "volume.json"), Lab.entries(lab.region().resolve("volumes").resolve(volume)));

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

    @Test
    void aVolumeMovesFromOneStoppedInstanceToAnother() {
        String id = lab.launch(Lab.PARAVIRTUAL);
        Lab.inside(id, "echo moved >/root/data && sync");
        String snapshot = lab.slipway().json("snapshot", "create", volumeOf(id)).path("SnapshotId").asText();
        String volume = lab.slipway().json("volume", "create", "--snapshot", snapshot).path("VolumeId").asText();
        lab.slipway().run("volume", "create", "--size", "1", "--availability-zone", "nowhere-1a")
                .refused(3, "InvalidZone.NotFound");
        lab.slipway().run("volume", "detach", volumeOf(id)).refused(7, "OperationNotPermitted");
        lab.slipway().run("volume", "detach", volume).refused(4, "IncorrectState");
        lab.slipway().run("instance", "stop", id).succeeded();
        lab.slipway().run("volume", "attach", volume, id, "--device", "/dev/sda1").refused(2, "InvalidParameterValue");
        lab.slipway().run("volume", "attach", volume, id, "--device", "x;y").refused(2, "InvalidParameterValue");
        assertEquals("/dev/sdf", lab.slipway().json("volume", "attach", volume, id).path("Device").asText());
        lab.slipway().run("volume", "attach", volume, id).refused(4, "VolumeInUse");
        lab.slipway().run("volume", "delete", volume).refused(4, "VolumeInUse");
        lab.slipway().run("instance", "start", id).succeeded();
        lab.slipway().run("instance", "wait", id, "--for", "login", "--timeout", Lab.PATIENCE).succeeded();
        Lab.inside(id, "mkdir -p /tmp/data; for disk in /sys/block/vd*; do "
                + "if [ \"$(cat $disk/serial)\" = " + volume.replace("-", "") + " ]; then "
                + "mount -t ext4 /dev/${disk##*/} /tmp/data || exit 1; fi; done");
        assertEquals("moved\n", Lab.inside(id, "cat /tmp/data/root/data"));
        Lab.inside(id, "echo more >>/tmp/data/root/data && umount /tmp/data");
        // Both at one moment, and only what is not the root.
        assertEquals(2, lab.slipway().json("snapshot", "create", "--instance", id).path("Snapshots").size());
        JsonNode data = lab.slipway().json("snapshot", "create", "--instance", id, "--exclude-boot-volume");
        assertEquals(volume, data.path("Snapshots").path(0).path("VolumeId").asText(), data::toPrettyString);
        assertEquals("moved\nmore\n", dataOf(data.path("Snapshots").path(0).path("SnapshotId").asText(), "moved"));
        lab.slipway().run("instance", "stop", id).succeeded();
        lab.slipway().run("volume", "detach", volume, "--device", "/dev/sdg").refused(3, "InvalidAttachment.NotFound");
        String root = volumeOf(id);
        lab.slipway().run("volume", "detach", root).succeeded();
        lab.slipway().run("instance", "start", id).refused(4, "IncorrectInstanceState");
        lab.slipway().run("volume", "attach", root, id, "--device", "/dev/sda1").succeeded();
        lab.slipway().run("instance", "start", id).succeeded();
        // The root came back behind the data and is the first disk all the same.
        lab.slipway().run("instance", "wait", id, "--for", "login", "--timeout", Lab.PATIENCE).succeeded();
        lab.slipway().run("instance", "stop", id).succeeded();
        assertEquals("detached", lab.slipway().json("volume", "detach", volume).path("State").asText());
        lab.slipway().run("instance", "terminate", id).succeeded();
        lab.slipway().run("volume", "delete", volume, root).succeeded();
    }

    @Test
    void aDeepChainIsFlattenedBehindTheCommandWhileTheGuestRuns() throws IOException {
        Path config = lab.slipway().home().resolve("config.yaml");
        Files.writeString(config, "max-chain-depth: 3\n");
        try {
            String id = lab.launch(Lab.PARAVIRTUAL);
            String volume = volumeOf(id);
            List<String> snapshots = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Lab.inside(id, "echo " + i + " >>/root/data && sync");
                snapshots.add(lab.slipway().json("snapshot", "create", volume).path("SnapshotId").asText());
            }
            Await.until("no chain is too deep", () -> lab.slipway().json("store", "gc", "--dry-run")
                    .path("Flattened").isEmpty());
            Await.until("nobody works any more", () -> Lab.entries(lab.region().resolve("locks")).isEmpty());
            // Now files are gone that libvirt still knows of; the next snapshot and the next start do not mind.
            snapshots.subList(0, 4).forEach(snapshot -> lab.slipway().run("snapshot", "delete", snapshot).succeeded());
            Lab.inside(id, "echo 5 >>/root/data && sync");
            String last = lab.slipway().json("snapshot", "create", volume).path("SnapshotId").asText();
            JsonNode lineage = lab.slipway().json("snapshot", "describe", last).path("Snapshots").path(0).path("Slipway");
            assertEquals(snapshots.get(4), lineage.path("ParentSnapshotId").asText(), lineage::toPrettyString);
            assertEquals("0\n1\n2\n3\n4\n5\n", dataOf(last, "flat"));
            lab.slipway().run("instance", "stop", id).succeeded();
            lab.slipway().run("instance", "start", id).succeeded();
            lab.slipway().run("instance", "wait", id, "--for", "login", "--timeout", Lab.PATIENCE).succeeded();
            assertEquals("0\n1\n2\n3\n4\n5\n", Lab.inside(id, "cat /root/data"));
            lab.slipway().run("instance", "terminate", id).succeeded();
        } finally {
            Files.delete(config);
        }
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
