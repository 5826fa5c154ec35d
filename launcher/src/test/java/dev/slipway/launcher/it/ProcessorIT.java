package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Guests for other processors than most: arm64 by kernel and by UEFI, i386 by kernel and by BIOS. */
class ProcessorIT {

    private static final String TYPE = "lab.256m";

    private static Lab lab;

    @BeforeAll
    static void makeLab() {
        lab = Lab.empty();
        importGuest("arm64");
        importGuest("i386");
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
    void anArm64GuestBootsByItsKernelAndHasDisksNetworkAndAgent() {
        String id = launch("arm64-pv");
        JsonNode instance = lab.describe(id);
        assertEquals("arm64", instance.path("Architecture").asText());
        assertEquals("paravirtual", instance.path("VirtualizationType").asText());
        assertEquals("aarch64\n", Lab.inside(id, "uname -m"));
        assertTrue(Lab.inside(id, "cat /proc/cmdline").startsWith("root=/dev/vda rw console=ttyAMA0"));
        assertMachineWorks(id);
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    @Test
    void anArm64GuestBootsByUefiAndHearsThePowerButton() {
        String id = launch("arm64");
        JsonNode instance = lab.describe(id);
        assertEquals("uefi", instance.path("BootMode").asText());
        assertEquals("uefi", instance.path("CurrentInstanceBootMode").asText());
        assertEquals("aarch64\n", Lab.inside(id, "test -d /sys/firmware/efi && uname -m"));
        assertMachineWorks(id);
        lab.slipway().run("instance", "stop", id, "--timeout", Lab.PATIENCE).succeeded();
        assertTrue(lab.slipway().run("instance", "console", id).stdout().contains("tiny: down"));
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    @Test
    void anI386GuestBootsByItsKernelAndByBios() {
        for (String image : new String[] {"i386-pv", "i386"}) {
            String id = launch(image);
            assertEquals("i386", lab.describe(id).path("Architecture").asText());
            assertEquals("i686\n", Lab.inside(id, "uname -m"));
            assertMachineWorks(id);
            lab.slipway().run("instance", "terminate", id).succeeded();
        }
    }

    @Test
    void aTypeAndAKernelForAnotherProcessorAreRefused() {
        assertTrue(lab.slipway().run("run", "arm64", "--type", "t3.micro").refused(2, "InvalidParameterValue")
                .stderr().contains("'arm64'"));
        Slipway.Result kernel = lab.slipway().run("run", "arm64-pv", "--type", TYPE, "--kernel", "i386-kernel");
        assertTrue(kernel.refused(2, "InvalidParameterValue").stderr().contains("is made for i386"), kernel::toString);
        Path vmlinuz = Lab.guests().resolve("arm64").resolve("vmlinuz");
        lab.slipway().run("kernel", "import", vmlinuz.toString(), "--name", "wrong", "--architecture", "x86_64")
                .refused(2, "InvalidBootFile");
    }

    private static void assertMachineWorks(String id) {
        Lab.inside(id, "echo data >/root/data && sync && test \"$(cat /root/data)\" = data");
        assertTrue(Lab.inside(id, "ip -4 addr show eth0").contains("10.0.2.15"));
    }

    private static String launch(String image) {
        return Lab.instanceId(lab.slipway().json("run", image, "--type", TYPE, "--wait", "login", "--timeout", "10m",
                "--show-console"));
    }

    private static void importGuest(String architecture) {
        Path guest = Lab.guests().resolve(architecture);
        String kernel = importBootFile("kernel", guest.resolve("vmlinuz"), architecture);
        String ramdisk = importBootFile("ramdisk", guest.resolve("initrd"), architecture);
        lab.slipway().json("image", "import", guest.resolve("root.qcow2").toString(), "--name", architecture + "-pv",
                "--architecture", architecture, "--virtualization-type", "paravirtual", "--kernel", kernel,
                "--ramdisk", ramdisk);
        lab.slipway().json("image", "import", guest.resolve("disk.qcow2").toString(), "--name", architecture,
                "--architecture", architecture);
    }

    private static String importBootFile(String noun, Path file, String architecture) {
        return lab.slipway().json(noun, "import", file.toString(), "--name", architecture + "-" + noun,
                "--architecture", architecture).path("ImageId").asText();
    }
}
