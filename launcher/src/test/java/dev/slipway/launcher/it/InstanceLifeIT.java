package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an instance keeps and loses through its life, proven from inside the guest. */
class InstanceLifeIT extends TinyGuestLab {

    @Test
    void aParavirtualInstanceKeepsItsDataOverRebootStopAndStart(@TempDir Path folder) throws Exception {
        Path userData = Files.writeString(folder.resolve("user-data"), "#!/bin/sh\necho first boot >>/root/boots\n");
        String id = lab.launch(Lab.PARAVIRTUAL, "--user-data", userData.toString(), "--tag", "Name=keeper",
                "--kernel-command-line", "root=/dev/vda rw console=ttyS0 tiny.test=1");
        JsonNode described = lab.describe(id);
        assertEquals("running", described.path("State").path("Name").asText());
        assertEquals("paravirtual", described.path("VirtualizationType").asText());
        assertEquals("keeper", described.path("Tags").path(0).path("Value").asText());
        int port = described.path("Slipway").path("SshPort").asInt();
        Await.until("the guest's ssh server answers on 127.0.0.1:" + port, () -> greeting(port).startsWith("SSH-2.0-"));
        assertTrue(Lab.inside(id, "cat /proc/cmdline").contains("tiny.test=1"));
        assertTrue(Lab.inside(id, "hostname").contains(id));
        Await.until("the user data has run", () -> Lab.inside(id, "cat /root/boots || true").contains("first boot"));
        String boot = Lab.inside(id, "cat /proc/sys/kernel/random/boot_id");
        Lab.inside(id, "echo written >/root/data && sync");

        lab.slipway().run("instance", "reboot", id).succeeded();
        Await.until("the guest has booted anew",
                () -> !Lab.inside(id, "cat /proc/sys/kernel/random/boot_id").equals(boot));
        assertEquals("written\n", Lab.inside(id, "cat /root/data"));

        JsonNode stopped = lab.slipway().json("instance", "stop", id).path("StoppingInstances").path(0);
        assertEquals("stopped", stopped.path("CurrentState").path("Name").asText());
        assertEquals("stopped", lab.state(id));
        lab.slipway().run("instance", "start", id).succeeded();
        lab.slipway().run("instance", "wait", id, "--for", "login", "--timeout", Lab.PATIENCE).succeeded();
        assertEquals("written\n", Lab.inside(id, "cat /root/data"));
        assertEquals("first boot\n", Lab.inside(id, "cat /root/boots"), "user data runs once");

        JsonNode trace = lab.slipway().json("instance", "trace", id).path("Phases");
        assertTrue(trace.size() >= 3, trace::toPrettyString);
        assertTrue(lab.slipway().run("instance", "console", id).succeeded().stdout().contains("login:"));
        lab.slipway().run("instance", "terminate", id).succeeded();
        assertEquals("terminated", lab.state(id));
        assertTrue(lab.slipway().run("instance", "console", id).succeeded().stdout().contains("login:"),
                "what a terminated instance printed last can still be read");
    }

    @Test
    void anHvmInstanceBootsItsDiskAndItsOwnPowerOffStopsIt() {
        String id = lab.launch(Lab.HVM);
        assertEquals("hvm", lab.describe(id).path("VirtualizationType").asText());
        Lab.inside(id, "(sleep 1; poweroff) >/dev/null 2>&1 &");
        Await.until("the instance is stopped", () -> lab.state(id).equals("stopped"));
        assertEquals("Client.InstanceInitiatedShutdown", lab.describe(id).path("StateReason").path("Code").asText());
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    @Test
    void aPowerOffTerminatesWhereThatWasAskedFor() {
        String id = lab.launch(Lab.PARAVIRTUAL, "--instance-initiated-shutdown-behavior", "terminate");
        Lab.inside(id, "(sleep 1; poweroff) >/dev/null 2>&1 &");
        Await.until("the instance is terminated", () -> lab.state(id).equals("terminated"));
    }

    @Test
    void severalAreLaunchedAtOnceWithPortsOfTheirOwn() {
        JsonNode launched = lab.slipway().json("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--count", "3",
                "--wait", "kernel", "--timeout", Lab.PATIENCE);
        assertEquals(3, launched.path("Instances").size());
        JsonNode first = launched.path("Instances").path(0);
        JsonNode second = launched.path("Instances").path(1);
        assertEquals(1, second.path("AmiLaunchIndex").asInt());
        assertNotEquals(first.path("Slipway").path("SshPort").asInt(), second.path("Slipway").path("SshPort").asInt());
        String[] ids = new String[5];
        ids[0] = "instance";
        ids[1] = "terminate";
        for (int i = 0; i < 3; i++) {
            ids[i + 2] = launched.path("Instances").path(i).path("InstanceId").asText();
        }
        assertEquals(3, lab.slipway().json(ids).path("TerminatingInstances").size());
    }

    /** What a server says first; QEMU takes the connection before the guest does, and drops it until somebody listens. */
    private static String greeting(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2000);
            return new String(socket.getInputStream().readNBytes(8), StandardCharsets.US_ASCII);
        } catch (SocketException | SocketTimeoutException e) {
            return "";
        }
    }
}
