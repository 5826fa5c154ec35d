package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Paravirtual guests whose kernel is in their own root volume. */
class PvGrubIT {

    private static final String PATIENCE = "10m";
    private static final int SECTOR = 512;

    private static Lab lab;
    private static String kernel;

    @BeforeAll
    static void makeImages() {
        lab = Lab.empty();
        kernel = lab.slipway().json("kernel", "create-pv-grub").path("ImageId").asText();
        importTiny("disk.qcow2", "with-menu");
        importTiny("root.qcow2", "without-menu");
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
    void theKernelOfTheRootVolumeBootsAndOneThatReplacesItBootsNext() throws Exception {
        // A disk is the quickest way for six megabytes into an emulated guest.
        byte[] another = Files.readAllBytes(Lab.guests().resolve("i386").resolve("vmlinuz"));
        Path disk = Files.write(lab.slipway().home().resolve("another.raw"),
                Arrays.copyOf(another, (another.length + SECTOR - 1) / SECTOR * SECTOR));
        String snapshot = lab.slipway().json("snapshot", "import", disk.toString(), "--format", "raw")
                .path("SnapshotId").asText();
        String id = Lab.instanceId(lab.slipway().json("run", "with-menu", "--type", Lab.TYPE, "--wait", "login",
                "--timeout", PATIENCE, "--show-console", "--block-device-mappings",
                "DeviceName=/dev/sdf,Ebs={SnapshotId=" + snapshot + ",DeleteOnTermination=true}"));
        JsonNode instance = lab.describe(id);
        assertEquals("paravirtual", instance.path("VirtualizationType").asText());
        assertEquals(kernel, instance.path("KernelId").asText());
        assertTrue(instance.path("RamdiskId").isMissingNode());
        assertTrue(console(id).contains("pv-grub: (hd0,1)/boot/grub/grub.cfg"));
        assertEquals("x86_64\n", Lab.inside(id, "uname -m"));

        // A kernel that nobody can take for the other one, and a menu in GRUB's old form, as guests of EC2 had it.
        Lab.inside(id, "head -c " + another.length + " /dev/vdb >/boot/another");
        Lab.inside(id, """
                cat >/boot/grub/menu.lst <<'MENU'
                default 0
                timeout 0
                title another
                root (hd0,0)
                kernel /boot/another root=LABEL=tiny-disk console=ttyS0 panic=1 menu=old
                initrd /boot/initrd
                MENU
                """);
        Lab.inside(id, "sync");
        lab.slipway().run("instance", "stop", id, "--timeout", Lab.PATIENCE).succeeded();
        lab.slipway().run("instance", "start", id).succeeded();
        lab.slipway().run("instance", "wait", id, "--for", "kernel", "--timeout", PATIENCE).succeeded();
        Await.until("the kernel repeats its command line", () -> console(id).contains("menu=old"));
        assertTrue(console(id).contains("pv-grub: (hd0,1)/boot/grub/menu.lst"));
        assertTrue(console(id).contains("-686 (debian-kernel"), () -> console(id));
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    @Test
    void aVolumeWithoutAMenuStopsAtTheBootLoader() {
        Slipway.Result refused = lab.slipway().run("run", "without-menu", "--type", Lab.TYPE, "--wait", "login",
                "--timeout", PATIENCE).refused(12, "BootLoaderStopped");
        assertTrue(refused.stderr().contains("no boot menu on (hd0) or (hd0,1)"), refused::toString);
    }

    @Test
    void arm64HasNoBiosAndANameIsTakenOnce() {
        lab.slipway().run("kernel", "create-pv-grub", "--name", "pv-grub-arm64", "--architecture", "arm64")
                .refused(4, "UnsupportedOperation");
        lab.slipway().run("kernel", "create-pv-grub").refused(4, "InvalidAMIName.Duplicate");
        lab.slipway().run("kernel", "create-pv-grub", "--name", "pv-grub-i386", "--architecture", "i386").succeeded();
        assertFalse(lab.slipway().json("kernel", "list").path("Images").isEmpty());
    }

    private static String console(String id) {
        try {
            return Files.readString(lab.region().resolve("instances").resolve(id).resolve("console.log"),
                    StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void importTiny(String file, String name) {
        lab.slipway().json("image", "import", Lab.guests().resolve("tiny").resolve(file).toString(), "--name", name,
                "--virtualization-type", "paravirtual", "--kernel", kernel);
    }
}
