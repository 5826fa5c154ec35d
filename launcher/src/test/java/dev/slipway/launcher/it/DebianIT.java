package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A complete Debian with systemd and cloud-init, by UEFI, from its first boot to its end. */
class DebianIT {

    /** Emulated, and with the other processor busy, such a guest takes a minute or more to its login prompt. */
    private static final String PATIENCE = "15m";

    /** A variable nobody else has: the firmware's attributes (kept, for the loader and the system) and four letters. */
    private static final String VARIABLE = "/sys/firmware/efi/efivars/SlipwayTest-51197a11-0000-4000-8000-0000000000e1";

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
    void itIsConfiguredByItsSeedAndKeepsItsDataAndFirmwareVariablesOverStopAndStart(@TempDir Path folder) throws Exception {
        lab.slipway().json("image", "import", Lab.guests().resolve("debian").resolve("disk.qcow2").toString(),
                "--name", "debian");
        Path userData = Files.writeString(folder.resolve("user-data"), """
                #cloud-config
                write_files:
                  - path: /root/from-user-data
                    content: configured
                """);
        FirmwareFolder own = new FirmwareFolder(lab.slipway().home().resolve("config"));
        Path code = own.addCopy("60-edk2-x86_64.json");
        String id = Lab.instanceId(lab.slipway().in(own.environment()).json("run", "debian", "--type", "t2.micro",
                "--network", "user", "--network", "user", "--wait", "login,network,agent,ssh,cloud-init",
                "--timeout", PATIENCE, "--show-console", "--user-data", userData.toString()));
        assertEquals("configured", Lab.inside(id, "cat /root/from-user-data"));
        assertEquals(id, Lab.inside(id, "hostname").strip());
        assertTrue(Lab.inside(id, "cat /sys/class/dmi/id/product_uuid").startsWith("ec2"));
        assertSeed(id);
        Lab.inside(id, "echo written >/root/data && sync");
        Lab.inside(id, "printf '\\007\\000\\000\\000kept' >" + VARIABLE);
        assertEquals("uefi-preferred", lab.describe(id).path("BootMode").asText());
        assertFirmware(id, code.toString());

        lab.slipway().run("instance", "stop", id, "--timeout", "10m").succeeded();
        assertEquals("stopped", lab.state(id));
        // As when a package puts its firmware elsewhere: the instance goes on with what the host has.
        own.removeCopy();
        lab.slipway().run("instance", "start", id).succeeded();
        lab.slipway().run("instance", "wait", id, "--for", "login", "--timeout", PATIENCE).succeeded();
        assertEquals("written\n", Lab.inside(id, "cat /root/data"));
        assertEquals("kept", Lab.inside(id, "tail -c 4 " + VARIABLE));
        assertFirmware(id, "/usr/share/OVMF/OVMF_CODE_4M.fd");
        Path variables = lab.region().resolve("instances").resolve(id).resolve("uefi-variables.fd");
        assertTrue(Files.exists(variables));
        lab.slipway().run("instance", "terminate", id).succeeded();
        assertFalse(Files.exists(variables));
    }

    /** What cloud-init made of the seed, in its own words, and of the cards. */
    private void assertSeed(String id) {
        String zone = lab.describe(id).path("Placement").path("AvailabilityZone").asText();
        assertEquals("slipway " + zone + " " + id + " " + zone.substring(0, zone.length() - 1),
                Lab.inside(id, "cloud-init query --format "
                        + "'{{v1.cloud_name}} {{v1.availability_zone}} {{v1.local_hostname}} {{ds.meta_data.region}}'").strip());
        // The second card holds nothing up, so it may come later.
        Await.until("both cards have an address of their own", () -> {
            String addresses = Lab.inside(id, "ip -4 -o address show scope global");
            return addresses.contains("10.0.2.15/24") && addresses.contains("10.0.3.15/24");
        });
    }

    private void assertFirmware(String id, String code) {
        JsonNode instance = lab.describe(id);
        assertEquals("uefi", instance.path("CurrentInstanceBootMode").asText());
        assertEquals(code, instance.path("Slipway").path("Firmware").path("Code").asText());
    }
}
