package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.launcher.it.Slipway.Result;
import dev.slipway.launcher.it.Slipway.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Volumes that come and go while a guest runs, as the guest sees them. */
class VolumeAttachmentIT extends TinyGuestLab {

    @Test
    void aGuestSeesAVolumeComeGrowAndGoAndFindsItUnderTheSameLetterAfterItsNextStart() {
        String id = lab.launch(Lab.PARAVIRTUAL);
        String volume = create();
        JsonNode attached = lab.slipway().json("volume", "attach", volume, id);
        assertEquals("attached", attached.path("State").asText(), attached::toPrettyString);
        assertEquals("/dev/sdf", attached.path("Device").asText());
        String letter = letterOf(id, volume);
        assertEquals("vdc", letter, "behind the root and the seed");
        Lab.inside(id, "mke2fs /dev/vdc && mkdir /data && mount /dev/vdc /data && echo kept >/data/file && sync");
        String second = create();
        lab.slipway().json("volume", "attach", second, id, "--device", "/dev/sdb");
        assertEquals("vdd", letterOf(id, second));

        JsonNode grown = lab.slipway().json("volume", "resize", volume, "2").path("VolumeModification");
        assertEquals("completed", grown.path("ModificationState").asText(), grown::toPrettyString);
        assertEquals(2L << 30, bytesOf(id, "vdc"), "the guest was told while it ran");

        lab.slipway().run("instance", "stop", id).succeeded();
        lab.slipway().run("instance", "start", id).succeeded();
        awaitLogin(id);
        assertEquals("vdc", letterOf(id, volume));
        assertEquals("vdd", letterOf(id, second));
        assertEquals(2L << 30, bytesOf(id, "vdc"));
        assertEquals("kept\n", Lab.inside(id, "mount /dev/vdc /data && cat /data/file && umount /data"));

        // What was there at the start goes while the guest runs as well.
        JsonNode detached = lab.slipway().json("volume", "detach", volume);
        assertEquals("detached", detached.path("State").asText(), detached::toPrettyString);
        assertEquals("", Lab.inside(id, "grep -l " + serial(volume) + " /sys/block/vd*/serial || true"));
        assertEquals("available", stateOf(volume));
        lab.slipway().run("instance", "reboot", id).succeeded();
        awaitLogin(id);
        assertEquals("vdc", letterOf(id, second), "the first that is free at a boot");

        String other = lab.launch(Lab.HVM);
        lab.slipway().json("volume", "attach", volume, other);
        assertEquals("kept\n", Lab.inside(other, "mkdir /data; mount /dev/" + letterOf(other, volume)
                + " /data && cat /data/file && umount /data"));
        lab.slipway().run("instance", "terminate", id, other).succeeded();
        assertEquals("available", stateOf(volume));
        lab.slipway().run("volume", "delete", volume, second).succeeded();
    }

    @Test
    void aGuestThatNeverAnswersKeepsAVolumeUntilItsMachineIsOff(@TempDir Path folder) throws IOException {
        String id = launchDeaf(folder);
        String volume = create();
        lab.slipway().json("volume", "attach", volume, id);
        lab.slipway().run("volume", "detach", volume, "--timeout", "1s").refused(10, "VolumeBusy");
        assertEquals("busy", attachment(volume).path("State").asText());
        lab.slipway().run("volume", "detach", volume, "--timeout", "1s").refused(10, "VolumeBusy");
        lab.slipway().run("volume", "attach", volume, id).refused(4, "VolumeInUse");
        lab.slipway().run("volume", "delete", volume).refused(4, "VolumeInUse");
        // It is none of the disks that libvirt would start the machine with.
        assertEquals(List.of("vda", "vdz"), targets(id, true));
        lab.slipway().run("instance", "stop", "--force", id).succeeded();
        assertEquals("available", stateOf(volume));
        lab.slipway().run("instance", "terminate", id).succeeded();
        lab.slipway().run("volume", "delete", volume).succeeded();
    }

    @Test
    void aVolumeIsTakenByForceFromAGuestThatNeverAnswersOrIsPaused(@TempDir Path folder) throws IOException {
        String id = launchDeaf(folder);
        String writer = lab.launch(Lab.PARAVIRTUAL);
        String volume = create();
        lab.slipway().json("volume", "attach", volume, writer);
        Lab.inside(writer, "echo kept >/dev/vdc && sync");
        String snapshot = lab.slipway().json("snapshot", "create", volume).path("SnapshotId").asText();
        Lab.inside(writer, "echo later >/dev/vdc && sync");
        lab.slipway().json("volume", "detach", volume);
        for (boolean paused : List.of(false, true)) {
            lab.slipway().json("volume", "attach", volume, id, "--device", paused ? "/dev/sdg" : "/dev/sdf");
            if (paused) {
                suspend(id, true);
            }
            JsonNode taken = lab.slipway().json("volume", "detach", volume, "--force", "--timeout", "1s");
            assertEquals("detached", taken.path("State").asText(), taken::toPrettyString);
            assertEquals("available", stateOf(volume));
            assertEquals(List.of("vda", "vdz"), targets(id, true));
        }
        // Each time the guest goes on with a disk of its own, which nothing takes away while it runs.
        assertEquals(List.of("taken-vdf.qcow2", "taken-vdg.qcow2"), takenFiles(id));
        assertEquals(2, chains(id).filter(chain -> chain.contains("/taken-vd") && Files.exists(Path.of(chain))).count());
        // It is in the way of another volume at that place, and nowhere else.
        lab.slipway().run("volume", "attach", volume, id, "--device", "/dev/sdf").refused(4, "IncorrectInstanceState");
        suspend(id, false);
        lab.slipway().run("volume", "attach", volume, id, "--device", "/dev/sdf").refused(2, "InvalidParameterValue");
        lab.slipway().json("volume", "attach", volume, writer);
        assertEquals("later\n", Lab.inside(writer, "head -n 1 /dev/vdc"));
        lab.slipway().json("volume", "detach", volume);
        // Else the deaf guest would be given its time to shut down.
        lab.slipway().run("instance", "stop", "--force", id, writer).succeeded();
        lab.slipway().run("instance", "start", id).succeeded();
        assertEquals(List.of(), takenFiles(id));
        lab.slipway().run("instance", "stop", "--force", id).succeeded();
        lab.slipway().run("instance", "terminate", id, writer).succeeded();
        lab.slipway().run("volume", "delete", volume).succeeded();
        lab.slipway().run("snapshot", "delete", snapshot).succeeded();
    }

    @Test
    void whatCannotBeAttachedIsRefusedAndNothingHappens(@TempDir Path folder) throws IOException {
        String id = launchDeaf(folder);
        String volume = create();
        lab.slipway().run("volume", "attach", "vol-00000000000000000", id).refused(3, "InvalidVolume.NotFound");
        lab.slipway().run("volume", "attach", volume, "i-00000000000000000").refused(3, "InvalidInstanceID.NotFound");
        for (String device : List.of("/dev/sda1", "/dev/sdz", "/dev/sd", "eth0")) {
            lab.slipway().run("volume", "attach", volume, id, "--device", device).refused(2, "InvalidParameterValue");
        }
        lab.slipway().run("volume", "attach", volume, id, "--dry-run").refused(0, "DryRunOperation");
        assertEquals("available", stateOf(volume));
        suspend(id, true);
        lab.slipway().run("volume", "attach", volume, id).refused(4, "IncorrectInstanceState");
        // In a paused guest nobody hears; its time passes.
        lab.slipway().run("instance", "stop", id, "--timeout", "1s").succeeded();
        lab.slipway().run("instance", "start", id).succeeded();

        List<String> volumes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            volumes.add(create());
            lab.slipway().json("volume", "attach", volumes.get(i), id);
        }
        Result full = lab.slipway().run("volume", "attach", volume, id).refused(5, "AttachmentLimitExceeded");
        assertTrue(full.stderr().contains("hint: slipway instance stop " + id), full::toString);
        assertEquals("available", stateOf(volume));
        lab.slipway().run("instance", "stop", "--force", id).succeeded();
        lab.slipway().json("volume", "attach", volume, id);
        lab.slipway().run("instance", "start", id).succeeded();
        assertEquals(7, targets(id, false).size());
        String extra = create();
        lab.slipway().json("volume", "attach", extra, id);
        lab.slipway().run("volume", "detach", volume, "--instance", "i-00000000000000000")
                .refused(3, "InvalidAttachment.NotFound");
        lab.slipway().run("instance", "stop", "--force", id).succeeded();
        lab.slipway().run("instance", "terminate", id).succeeded();
        volumes.addAll(List.of(volume, extra));
        lab.slipway().run(delete(volumes)).succeeded();
    }

    @Test
    void commandsThatDieLeaveRecordAndMachineOfOneMind() {
        String id = lab.launch(Lab.PARAVIRTUAL);
        String volume = create();
        die("ATTACHMENT_RECORDED", "volume", "attach", volume, id);
        assertOfOneMind(id, volume, false);
        for (String failpoint : List.of("ATTACHMENT_DONE", "ATTACHMENT_COMMITTED")) {
            die(failpoint, "volume", "attach", volume, id);
            assertOfOneMind(id, volume, true);
            lab.slipway().json("volume", "detach", volume);
            assertOfOneMind(id, volume, false);
        }
        lab.slipway().json("volume", "attach", volume, id);
        die("ATTACHMENT_RECORDED", "volume", "detach", volume);
        // Nobody knows whether the guest was asked; it may be asked again.
        lab.slipway().run("instance", "list").succeeded();
        assertEquals("busy", attachment(volume).path("State").asText());
        lab.slipway().json("volume", "detach", volume);
        assertOfOneMind(id, volume, false);
        for (String failpoint : List.of("ATTACHMENT_DONE", "ATTACHMENT_COMMITTED")) {
            lab.slipway().json("volume", "attach", volume, id);
            die(failpoint, "volume", "detach", volume);
            assertOfOneMind(id, volume, false);
        }
        lab.slipway().run("instance", "terminate", id).succeeded();
        lab.slipway().run("volume", "delete", volume).succeeded();
    }

    @Test
    void ofTwoThatAttachTheSameVolumeAtOnceOneGetsIt() {
        String first = Lab.instanceId(lab.slipway().json("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE));
        String second = Lab.instanceId(lab.slipway().json("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE));
        String volume = create();
        Running one = lab.slipway().start("volume", "attach", volume, first);
        Running other = lab.slipway().start("volume", "attach", volume, second);
        List<Integer> exits = List.of(one.await().exit(), other.await().exit());
        assertTrue(exits.contains(0) && exits.contains(4), exits::toString);
        String winner = exits.get(0) == 0 ? first : second;
        assertEquals(winner, attachment(volume).path("InstanceId").asText());
        assertOfOneMind(winner, volume, true);
        assertOfOneMind(winner.equals(first) ? second : first, volume, false);

        // A snapshot of the root and an attachment at the same moment: neither takes the other's disk.
        String another = create();
        String root = lab.describe(first).path("BlockDeviceMappings").path(0).path("Ebs").path("VolumeId").asText();
        Running snapshot = lab.slipway().start("snapshot", "create", root);
        Running attach = lab.slipway().start("volume", "attach", another, first);
        snapshot.await().succeeded();
        attach.await().succeeded();
        assertOfOneMind(first, another, true);
        lab.slipway().run("instance", "stop", "--force", first, second).succeeded();
        lab.slipway().run("instance", "terminate", first, second).succeeded();
        lab.slipway().run("volume", "delete", volume, another).succeeded();
    }

    /** An instance whose firmware finds nothing to boot, so that nobody answers in its guest. */
    private static String launchDeaf(Path folder) throws IOException {
        Path disk = folder.resolve("blank.raw");
        byte[] sector = new byte[1 << 20];
        sector[0] = 1;
        Files.write(disk, sector);
        String name = "deaf-" + folder.getFileName();
        lab.slipway().json("image", "import", disk.toString(), "--format", "raw", "--name", name);
        return Lab.instanceId(lab.slipway().json("run", name, "--type", Lab.TYPE));
    }

    private static void die(String failpoint, String... command) {
        Result died = lab.slipway().start(
                List.of("env", "JAVA_TOOL_OPTIONS=-Dslipway.failpoint=" + failpoint), command).await();
        assertEquals(137, died.exit(), died::toString);
    }

    /** The record, the row, the machine and what libvirt would start all have the volume, or none of them. */
    private static void assertOfOneMind(String instance, String volume, boolean attached) {
        JsonNode devices = lab.describe(instance).path("BlockDeviceMappings");
        assertEquals(attached, devices.toString().contains(volume), devices::toPrettyString);
        assertEquals(attached, attachment(volume).path("InstanceId").asText().equals(instance));
        if (attached) {
            assertEquals("attached", attachment(volume).path("State").asText());
        }
        assertEquals(attached, xml(instance, false).contains(serial(volume)), "as it runs");
        assertEquals(attached, xml(instance, true).contains(serial(volume)), "as it is defined");
    }

    private static String xml(String instance, boolean defined) {
        try (Hypervisor hypervisor = Hypervisor.connect(); GuestDomain domain = hypervisor.require(instance)) {
            return defined ? domain.definedXml() : domain.xml();
        }
    }

    private static List<String> targets(String instance, boolean defined) {
        return Pattern.compile("<target dev='(vd.)'").matcher(xml(instance, defined)).results()
                .map(found -> found.group(1)).sorted().toList();
    }

    private static void suspend(String instance, boolean suspended) {
        try (Hypervisor hypervisor = Hypervisor.connect(); GuestDomain domain = hypervisor.require(instance)) {
            if (suspended) {
                domain.suspend();
            } else {
                domain.resume();
            }
        }
    }

    private static JsonNode attachment(String volume) {
        return volume(volume).path("Attachments").path(0);
    }

    private static String[] delete(List<String> volumes) {
        List<String> words = new ArrayList<>(List.of("volume", "delete"));
        words.addAll(volumes);
        return words.toArray(String[]::new);
    }

    private static String create() {
        return lab.slipway().json("volume", "create", "--size", "1").path("VolumeId").asText();
    }

    private static JsonNode volume(String id) {
        return lab.slipway().json("volume", "list", id).path("Volumes").path(0);
    }

    private static String stateOf(String volume) {
        return volume(volume).path("State").asText();
    }

    private static String serial(String volume) {
        return volume.replace("-", "");
    }

    /** By what name the guest's kernel has a volume. */
    private static String letterOf(String instance, String volume) {
        String file = Lab.inside(instance, "grep -l " + serial(volume) + " /sys/block/vd*/serial").strip();
        return file.split("/")[3];
    }

    private static long bytesOf(String instance, String letter) {
        return Long.parseLong(Lab.inside(instance, "blockdev --getsize64 /dev/" + letter).strip());
    }

    private static void awaitLogin(String instance) {
        lab.slipway().run("instance", "wait", instance, "--for", "login", "--timeout", Lab.PATIENCE).succeeded();
    }

    private static List<String> takenFiles(String id) {
        String[] names = lab.slipway().home().resolve("regions/local-1/instances").resolve(id).toFile()
                .list((folder, name) -> name.startsWith("taken-"));
        return Stream.of(names).sorted().toList();
    }

    /** The files behind the disks of a machine as it runs. */
    private static Stream<String> chains(String id) {
        try (Hypervisor hypervisor = Hypervisor.connect(); GuestDomain domain = hypervisor.require(id)) {
            return domain.disks().chains().values().stream().flatMap(List::stream).map(Path::toString);
        }
    }
}
