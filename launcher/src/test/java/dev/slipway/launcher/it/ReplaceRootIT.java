package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.launcher.it.Slipway.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Instances that get another root volume, and roots that get another instance. */
class ReplaceRootIT extends TinyGuestLab {

    @Test
    void aRunningGuestComesBackWithItsRootAsItWasLaunchedOrSnapshotOrOfAnImage() {
        String id = lab.launch(Lab.PARAVIRTUAL);
        String launched = rootOf(id);
        Lab.inside(id, "echo first >/root/data && sync");
        String snapshot = lab.slipway().json("snapshot", "create", launched).path("SnapshotId").asText();
        Lab.inside(id, "echo second >/root/data && sync");

        JsonNode task = replace(id);
        assertEquals("succeeded", task.path("TaskState").asText(), task::toPrettyString);
        assertEquals(id, task.path("InstanceId").asText());
        assertNotEquals(launched, rootOf(id));
        assertEquals(rootOf(id), task.path("Slipway").path("VolumeId").asText());
        awaitLogin(id);
        assertEquals("none\n", Lab.inside(id, "cat /root/data || echo none"));
        assertEquals("running", lab.state(id));
        assertEquals("available", stateOf(launched));

        // The snapshot is of a volume that the root has replaced.
        String blank = rootOf(id);
        JsonNode back = replace(id, "--snapshot", snapshot, "--delete-replaced-root-volume");
        assertEquals(snapshot, back.path("SnapshotId").asText(), back::toPrettyString);
        awaitLogin(id);
        assertEquals("first\n", Lab.inside(id, "cat /root/data"));
        lab.slipway().run("volume", "list", blank).refused(3, "InvalidVolume.NotFound");

        lab.slipway().run("instance", "stop", id).succeeded();
        String image = lab.slipway().json("image", "describe", Lab.PARAVIRTUAL).path("Images").path(0)
                .path("ImageId").asText();
        JsonNode fresh = replace(id, "--image", Lab.PARAVIRTUAL, "--delete-replaced-root-volume");
        assertEquals(image, fresh.path("ImageId").asText(), fresh::toPrettyString);
        assertEquals("stopped", lab.state(id));
        // What an image has replaced is of another lineage.
        lab.slipway().run("instance", "replace-root", id, "--snapshot", snapshot).refused(2, "InvalidParameterValue");
        lab.slipway().run("instance", "start", id).succeeded();
        awaitLogin(id);
        assertEquals("none\n", Lab.inside(id, "cat /root/data || echo none"));
        lab.slipway().run("instance", "terminate", id).succeeded();
        lab.slipway().run("volume", "delete", launched).succeeded();
        lab.slipway().run("snapshot", "delete", snapshot).succeeded();
    }

    @Test
    void aRootBootsInAnotherInstance() {
        String from = lab.launch(Lab.HVM);
        Lab.inside(from, "echo moved >/root/data && sync");
        String to = Lab.instanceId(lab.slipway().json("run", Lab.HVM, "--type", Lab.TYPE));
        String root = rootOf(from);
        String other = rootOf(to);
        lab.slipway().run("volume", "detach", root).refused(7, "OperationNotPermitted");
        lab.slipway().run("instance", "stop", "--force", from, to).succeeded();
        lab.slipway().run("volume", "detach", root).succeeded();
        lab.slipway().run("volume", "detach", other).succeeded();
        lab.slipway().run("instance", "replace-root", to).refused(4, "IncorrectInstanceState");
        lab.slipway().run("volume", "attach", root, to, "--device", "/dev/sda1").succeeded();
        lab.slipway().run("instance", "start", to).succeeded();
        awaitLogin(to);
        assertEquals("moved\n", Lab.inside(to, "cat /root/data"));
        lab.slipway().run("instance", "terminate", from, to).succeeded();
        lab.slipway().run("volume", "delete", root, other).succeeded();
    }

    @Test
    void aReplacementThatDiesIsFinishedOrTakenBack() {
        String id = Lab.instanceId(lab.slipway().json("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE));
        String root = rootOf(id);
        for (String failpoint : List.of("ROOT_MADE", "ROOT_SWAPPED", "ROOT_DISCARDED")) {
            Result died = lab.slipway().start(List.of("env", "JAVA_TOOL_OPTIONS=-Dslipway.failpoint=" + failpoint),
                    "instance", "replace-root", id, "--delete-replaced-root-volume", "--timeout", "1s").await();
            assertEquals(137, died.exit(), died::toString);
            assertEquals("running", lab.state(id), failpoint);
            assertEquals(1, lab.domains().size(), failpoint);
            assertEquals(failpoint.equals("ROOT_MADE"), root.equals(rootOf(id)), failpoint);
            root = rootOf(id);
            assertEquals(List.of(root), Lab.entries(lab.region().resolve("volumes")), failpoint);
        }
        awaitLogin(id);
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    @Test
    void whatIsNoRootOfItIsRefused() {
        String id = Lab.instanceId(lab.slipway().json("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE));
        String root = rootOf(id);
        String strange = lab.slipway().json("image", "describe", Lab.HVM).path("Images").path(0)
                .path("BlockDeviceMappings").path(0).path("Ebs").path("SnapshotId").asText();
        lab.slipway().run("instance", "replace-root", id, "--snapshot", strange).refused(2, "InvalidParameterValue");
        lab.slipway().run("instance", "replace-root", id, "--image", Lab.HVM).refused(2, "InvalidParameterValue");
        lab.slipway().run("instance", "replace-root", id, "--image", "nobodys").refused(3, "InvalidAMIID.NotFound");
        lab.slipway().run("instance", "replace-root", id, "--image", Lab.PARAVIRTUAL, "--snapshot", strange)
                .refused(2, "InvalidParameterCombination");
        lab.slipway().run("instance", "replace-root", id, "--snapshot", "snap-00000000000000000")
                .refused(3, "InvalidSnapshot.NotFound");
        lab.slipway().run("instance", "replace-root", "i-00000000000000000").refused(3, "InvalidInstanceID.NotFound");
        Result dry = lab.slipway().run("instance", "replace-root", id, "--dry-run").refused(0, "DryRunOperation");
        assertEquals("", dry.stdout());
        assertEquals(root, rootOf(id));
        lab.slipway().run("instance", "terminate", id).succeeded();
        lab.slipway().run("instance", "replace-root", id).refused(4, "IncorrectInstanceState");
    }

    private static JsonNode replace(String id, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "instance";
        arguments[1] = "replace-root";
        arguments[2] = id;
        System.arraycopy(more, 0, arguments, 3, more.length);
        return lab.slipway().json(arguments).path("ReplaceRootVolumeTask");
    }

    private static String rootOf(String instance) {
        return lab.describe(instance).path("BlockDeviceMappings").path(0).path("Ebs").path("VolumeId").asText();
    }

    private static String stateOf(String volume) {
        return lab.slipway().json("volume", "list", volume).path("Volumes").path(0).path("State").asText();
    }

    private static void awaitLogin(String instance) {
        lab.slipway().run("instance", "wait", instance, "--for", "login", "--timeout", Lab.PATIENCE).succeeded();
    }
}
