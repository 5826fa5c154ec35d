package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.imagestore.operation.Failpoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be changed of an instance, seen from inside its guest, and what may not be done in which state. */
class ModifyInstanceIT extends TinyGuestLab {

    @Test
    void theGuestSeesWhatWasChangedWhileItWasStopped(@TempDir Path folder) throws Exception {
        Path first = Files.writeString(folder.resolve("first"), "#!/bin/sh\necho first >>/root/boots\n");
        Path second = Files.writeString(folder.resolve("second"), "#!/bin/sh\necho second >>/root/boots\n");
        String id = lab.launch(Lab.PARAVIRTUAL, "--user-data", first.toString());
        Await.until("the user data has run", () -> Lab.inside(id, "cat /root/boots || true").contains("first"));
        assertTrue(memoryMib(id) <= 128);
        refusedWhileRunning(id, second);

        // The plug takes what the guest has not written yet.
        Lab.inside(id, "sync");
        lab.slipway().run("instance", "stop", id, "--force").succeeded();
        diesAtEachPhase(id, folder);
        modify(id, "--user-data", second.toString()).succeeded();
        modify(id, "--kernel-command-line", "root=/dev/vda rw console=ttyS0 slipway.modified=1").succeeded();
        modify(id, "--disable-api-stop", "true").succeeded();
        lab.slipway().run("instance", "start", id).succeeded();
        lab.slipway().run("instance", "wait", id, "--for", "login", "--timeout", Lab.PATIENCE).succeeded();
        assertTrue(memoryMib(id) > 128, "it has the memory of its new type");
        assertTrue(Lab.inside(id, "cat /proc/cmdline").contains("slipway.modified=1"));
        assertEquals("first\n", Lab.inside(id, "cat /root/boots"), "user data run at the first boot only");
        assertTrue(Lab.inside(id, "mkdir -p /mnt/seed; mount -o ro LABEL=cidata /mnt/seed 2>/dev/null"
                + " || mount -o ro /dev/vdb /mnt/seed; cat /mnt/seed/user-data").contains("second"), "its seed has the new ones");
        JsonNode told = lab.slipway().json("instance", "describe", id, "--attribute", "userData");
        assertEquals(Files.readString(second), new String(
                Base64.getDecoder().decode(told.path("UserData").path("Value").asText()), StandardCharsets.UTF_8));

        comesBackAfterItsQemuWasKilled(id);
        lab.slipway().run("instance", "stop", id, "--force").refused(7, "OperationNotPermitted");
        modify(id, "--disable-api-stop", "false").succeeded();
        lab.slipway().run("instance", "terminate", id).succeeded();
        for (String[] attribute : new String[][] {{"--type", "lab.64m"}, {"--disable-api-termination", "true"}}) {
            modify(id, attribute).refused(4, "IncorrectInstanceState");
        }
    }

    /** What was committed is there, what was not is not, and the seed says what lies beside it; ends with lab.256m. */
    private static void diesAtEachPhase(String id, Path folder) throws Exception {
        Path seed = lab.region().resolve("instances").resolve(id).resolve("seed.iso");
        for (String failpoint : List.of("OPERATION_BEGUN", "MODIFICATION_DATA_REPLACED", "MODIFICATION_SEED_MADE",
                "MODIFICATION_RECORDED")) {
            String text = "#!/bin/sh\necho " + failpoint + "\n";
            Path data = Files.writeString(folder.resolve(failpoint), text);
            die(failpoint, "instance", "modify", id, "--user-data", data.toString());
            JsonNode told = lab.slipway().json("instance", "describe", id, "--attribute", "userData");
            String kept = new String(
                    Base64.getDecoder().decode(told.path("UserData").path("Value").asText()), StandardCharsets.UTF_8);
            assertEquals(!failpoint.equals("OPERATION_BEGUN"), kept.equals(text), failpoint + ": " + kept);
            assertTrue(Files.readString(seed, StandardCharsets.ISO_8859_1).contains(kept), failpoint);
        }
        die("MODIFICATION_SEED_MADE", "instance", "modify", id, "--type", "lab.256m");
        assertEquals(Lab.TYPE, lab.describe(id).path("InstanceType").asText());
        die("MODIFICATION_RECORDED", "instance", "modify", id, "--type", "lab.256m");
        assertEquals("lab.256m", lab.describe(id).path("InstanceType").asText());
        assertEquals("stopped", lab.state(id));
        lab.slipway().run("store", "check").succeeded();
    }

    private static void die(String failpoint, String... command) {
        Slipway.Result killed = lab.slipway().start(
                List.of("env", "SLIPWAY_JAVA_OPTS=-Dslipway.failpoint=" + failpoint), command).await();
        assertEquals(Failpoint.EXIT, killed.exit(), killed::toString);
    }

    private static void comesBackAfterItsQemuWasKilled(String id) throws Exception {
        long qemu = Long.parseLong(Files.readString(Path.of("/run/libvirt/qemu", id + ".pid")).strip());
        assertTrue(ProcessHandle.of(qemu).orElseThrow().destroyForcibly());
        Await.until("libvirt has seen its end", () -> lab.state(id).equals("stopped"));
        assertEquals("Server.InternalError", lab.describe(id).path("StateReason").path("Code").asText());
        assertEquals(0, lab.slipway().json("instance", "status", id).path("InstanceStatuses").size());
        lab.slipway().run("instance", "start", id).succeeded();
        assertEquals("running", lab.state(id));
        assertTrue(lab.describe(id).path("StateReason").isMissingNode());
    }

    /** And one bad id among good ones leaves the good ones alone. */
    private static void refusedWhileRunning(String id, Path userData) {
        modify(id, "--type", "lab.64m").refused(4, "IncorrectInstanceState");
        modify(id, "--user-data", userData.toString()).refused(4, "IncorrectInstanceState");
        modify(id, "--kernel", "tiny-kernel").refused(4, "IncorrectInstanceState");
        lab.slipway().run("instance", "reset", id, "--attribute", "kernel").refused(4, "IncorrectInstanceState");
        modify(id, "--type", "no.such").refused(4, "IncorrectInstanceState");
        modify("i-00000000000000000", "--type", "lab.64m").refused(3, "InvalidInstanceID.NotFound");
        for (String verb : new String[] {"stop", "reboot", "terminate"}) {
            lab.slipway().run("instance", verb, id, "i-00000000000000000").refused(3, "InvalidInstanceID.NotFound");
        }
        assertEquals("running", lab.state(id));
    }

    private static Slipway.Result modify(String id, String... attribute) {
        String[] command = new String[attribute.length + 3];
        command[0] = "instance";
        command[1] = "modify";
        command[2] = id;
        System.arraycopy(attribute, 0, command, 3, attribute.length);
        return lab.slipway().run(command);
    }

    private static int memoryMib(String id) {
        return Integer.parseInt(Lab.inside(id, "sed -n 's/^MemTotal: *\\([0-9]*\\) kB/\\1/p' /proc/meminfo").strip()) / 1024;
    }
}
