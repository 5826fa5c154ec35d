package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.launcher.it.Slipway.Result;
import dev.slipway.launcher.it.Slipway.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong in a complete Debian: its cloud-init, then its services, in one boot. */
class DebianFailureIT {

    /** Emulated, and with the other processor busy, such a guest takes minutes to the end of its boot. */
    private static final String PATIENCE = "15m";

    private Lab lab;

    @TempDir
    Path folder;

    @BeforeEach
    void makeLab() {
        lab = Lab.empty();
    }

    @AfterEach
    void nothingIsLeft() {
        try {
            lab.assertNothingLeft();
        } finally {
            lab.close();
        }
    }

    @Test
    void aCommandOfItsUserDataFailsAndThenItFallsIntoEmergencyMode() throws Exception {
        lab.slipway().json("image", "import", Lab.guests().resolve("debian").resolve("disk.qcow2").toString(), "--name", "debian");
        Path userData = Files.writeString(folder.resolve("user-data"), "#cloud-config\nruncmd:\n  - [sh, -c, exit 3]\n");
        Path file = folder.resolve("verdict.json");
        Result failed = lab.slipway().run("run", "debian", "--type", "t2.micro", "--wait", "ssh,cloud-init", "--timeout", PATIENCE,
                "--user-data", userData.toString(), "--verdict", file.toString(), "--keep").refused(17, "CloudInitFailed");
        JsonNode verdict = new ObjectMapper().readTree(file.toFile()).path("Verdicts").path(0);
        assertEquals("cloud-init-failed", verdict.path("Cause").asText(), failed::toString);
        assertEquals("cloud-init", verdict.path("Missing").asText(), failed::toString);
        assertTrue(verdict.path("Detail").asText().toLowerCase(Locale.ROOT).contains("scripts"), failed::toString);
        String id = verdict.path("InstanceId").asText();

        // A failed cloud-init hinders nobody from coming in.
        lab.slipway().run("instance", "wait", id, "--for", "login,network,agent,ssh", "--timeout", PATIENCE).succeeded();
        Running wait = lab.slipway().start("instance", "wait", id, "--for", "console:never said", "--timeout", PATIENCE);
        tell(id, "systemctl emergency");
        Result emergency = wait.await().refused(15, "EmergencyShell");
        assertTrue(emergency.stderr().contains("You are in emergency mode"), emergency::toString);
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    /** Has the guest's agent begin a command that ends the agent too. */
    private static void tell(String id, String command) {
        try (Hypervisor hypervisor = Hypervisor.connect(); GuestDomain domain = hypervisor.require(id)) {
            domain.agent().command("{\"execute\":\"guest-exec\",\"arguments\":{\"path\":\"/bin/sh\",\"arg\":[\"-c\",\""
                    + command + "\"]}}", Duration.ofMinutes(1));
        }
    }
}
