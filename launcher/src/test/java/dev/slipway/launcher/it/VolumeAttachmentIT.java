package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

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
}
