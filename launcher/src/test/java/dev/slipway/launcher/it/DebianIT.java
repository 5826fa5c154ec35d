package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A complete Debian with systemd and cloud-init, from its first boot to its end. */
class DebianIT {

    /** Emulated, and with the other processor busy, such a guest takes a minute or more to its login prompt. */
    private static final String PATIENCE = "15m";

    private Lab lab;

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
    void itIsConfiguredByItsSeedAndKeepsItsDataOverStopAndStart(@TempDir Path folder) throws Exception {
        lab.slipway().json("image", "import", Lab.guests().resolve("debian").resolve("disk.qcow2").toString(),
                "--name", "debian");
        Path userData = Files.writeString(folder.resolve("user-data"), """
                #cloud-config
                write_files:
                  - path: /root/from-user-data
                    content: configured
                """);
        String id = Lab.instanceId(lab.slipway().json("run", "debian", "--type", "t2.micro", "--wait", "login",
                "--timeout", PATIENCE, "--show-console", "--user-data", userData.toString()));
        assertEquals("configured", Lab.inside(id, "cloud-init status --wait >/dev/null; cat /root/from-user-data"));
        assertEquals(id, Lab.inside(id, "hostname").strip());
        assertTrue(Lab.inside(id, "cat /sys/class/dmi/id/product_uuid").startsWith("ec2"));
        Lab.inside(id, "echo written >/root/data && sync");

        lab.slipway().run("instance", "stop", id, "--timeout", "10m").succeeded();
        assertEquals("stopped", lab.state(id));
        lab.slipway().run("instance", "start", id).succeeded();
        lab.slipway().run("instance", "wait", id, "--for", "login", "--timeout", PATIENCE).succeeded();
        assertEquals("written\n", Lab.inside(id, "cat /root/data"));
        lab.slipway().run("instance", "terminate", id).succeeded();
    }
}
