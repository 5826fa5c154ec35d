package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.Hypervisor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The firmware that decides: a Debian that boots by BIOS and by UEFI, until its kernel speaks or the firmware gives up. */
class BootModeIT {

    private static final String PATIENCE = "10m";

    private static final Pattern INSTANCE = Pattern.compile("i-[0-9a-f]{17}");

    private static Lab lab;

    @BeforeAll
    static void importDebian() {
        lab = Lab.empty();
        Path disk = Lab.guests().resolve("debian").resolve("disk.qcow2");
        lab.slipway().json("image", "import", disk.toString(), "--name", "debian");
        lab.slipway().json("image", "import", disk.toString(), "--name", "debian-uefi", "--boot-mode", "uefi");
        lab.slipway().json("image", "import", disk.toString(), "--name", "debian-bios", "--boot-mode", "legacy-bios");
    }

    @AfterEach
    void nothingIsLeft() {
        lab.assertNothingLeft();
    }

    @AfterAll
    static void closeLab() {
        lab.close();
    }

    @Test
    void uefiPreferredBootsByBiosOnAHostWithoutFirmware() throws Exception {
        Slipway without = withoutFirmware("preferred");
        String id = Lab.instanceId(without.json("run", "debian", "--type", "lab.256m", "--wait", "kernel",
                "--timeout", PATIENCE));
        JsonNode instance = lab.describe(id);
        assertEquals("uefi-preferred", instance.path("BootMode").asText());
        assertEquals("legacy-bios", instance.path("CurrentInstanceBootMode").asText());
        assertTrue(instance.path("Slipway").path("Firmware").isMissingNode(), instance::toPrettyString);
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    @Test
    void uefiIsRefusedOnAHostWithoutFirmwareAndNothingHappens() {
        Slipway.Result refused = withoutFirmware("refused")
                .run("run", "debian-uefi", "--type", "lab.256m").refused(6, "FirmwareMissing");
        assertTrue(refused.stderr().contains("apt-get install ovmf"), refused::toString);
        assertTrue(Lab.entries(lab.region().resolve("volumes")).isEmpty());
    }

    @Test
    void secureBootRefusesALoaderThatNobodySigned() throws Exception {
        Slipway.Result refused = lab.slipway().run("run", "debian-uefi", "--type", "lab.256m", "--secure-boot",
                "--wait", "kernel", "--timeout", PATIENCE).refused(11, "NothingBootable");
        Matcher named = INSTANCE.matcher(refused.stderr());
        assertTrue(named.find(), refused::toString);
        String id = named.group();
        JsonNode instance = lab.describe(id);
        String console = Files.readString(lab.region().resolve("instances").resolve(id).resolve("console.log"));
        assertTrue(console.contains("Access Denied"), () -> refused + "\n" + console);
        assertFalse(console.contains("Linux version"), console);
        assertEquals("uefi", instance.path("CurrentInstanceBootMode").asText());
        assertTrue(instance.path("Slipway").path("Firmware").path("SecureBoot").asBoolean(), instance::toPrettyString);
        lab.slipway().run("instance", "terminate", id).succeeded();
        assertFalse(Files.exists(lab.region().resolve("instances").resolve(id).resolve("uefi-variables.fd")));
    }

    @Test
    void theSameLoaderStartsWithoutSecureBoot() {
        String id = Lab.instanceId(lab.slipway().json("run", "debian-uefi", "--type", "lab.256m", "--wait", "kernel",
                "--timeout", PATIENCE));
        assertEquals("uefi", lab.describe(id).path("CurrentInstanceBootMode").asText());
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    @Test
    void secureBootIsRefusedWhereThereIsNoUefi() {
        Slipway.Result bios = lab.slipway().run("run", "debian-bios", "--type", "lab.256m", "--secure-boot")
                .refused(2, "InvalidParameterCombination");
        assertTrue(bios.stderr().contains("legacy-bios"), bios::toString);
        Slipway.Result without = withoutFirmware("secure").run("run", "debian", "--type", "lab.256m", "--secure-boot")
                .refused(6, "FirmwareMissing");
        assertTrue(without.stderr().contains("with Secure Boot"), without::toString);
    }

    /** Its kernel has no driver for the disk; that it speaks at all proves that firmware and boot loader read it. */
    @Test
    void anImageOfWindowsGetsTheMachineThatWindowsNeeds() {
        String snapshot = lab.slipway().json("image", "describe", "debian").path("Images").path(0)
                .path("BlockDeviceMappings").path(0).path("Ebs").path("SnapshotId").asText();
        lab.slipway().run("image", "register", "--name", "windows", "--platform", "windows", "--architecture", "x86_64",
                "--boot-mode", "uefi", "--block-device-mappings", "DeviceName=/dev/sda1,Ebs={SnapshotId=" + snapshot + "}")
                .succeeded();
        String id = Lab.instanceId(lab.slipway().json("run", "windows", "--type", "lab.256m", "--wait", "kernel",
                "--timeout", PATIENCE));
        String xml;
        try (Hypervisor hypervisor = Hypervisor.connect(); GuestDomain domain = hypervisor.require(id)) {
            xml = domain.xml();
        }
        for (String part : new String[] {"<target dev='vda' bus='sata'/>", "device='cdrom'", "e1000e,netdev=",
            "<input type='tablet' bus='usb'>", "<tpm model='tpm-crb'>", "<graphics type='vnc'"}) {
            assertTrue(xml.contains(part), () -> part + "\n" + xml);
        }
        String volume = lab.slipway().json("volume", "create", "--size", "1").path("VolumeId").asText();
        lab.slipway().run("volume", "attach", volume, id, "--device", "/dev/sdf").refused(4, "UnsupportedOperation");
        lab.slipway().run("volume", "delete", volume).succeeded();
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    private static Slipway withoutFirmware(String name) {
        return lab.slipway().in(new FirmwareFolder(lab.slipway().home().resolve("config-" + name)).hideHosts().environment());
    }
}
