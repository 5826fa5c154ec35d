package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.launcher.it.Slipway.Result;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Launches that cannot succeed: a clear error, the right exit code, and nothing left behind. */
class LaunchRefusalIT extends TinyGuestLab {

    @Test
    void anImageThatDoesNotExist() {
        lab.slipway().run("run", "nosuch").refused(3, "InvalidAMIID.NotFound");
        lab.slipway().run("run", "ami-0123456789abcdef0").refused(3, "InvalidAMIID.NotFound");
    }

    @Test
    void aTypeThatDoesNotExist() {
        lab.slipway().run("run", Lab.HVM, "--type", "t9.huge").refused(3, "InvalidInstanceType");
    }

    @Test
    void moreMemoryThanTheHostHas() {
        Result result = lab.slipway().run("run", Lab.HVM, "--type", "lab.128m", "--count", "1000")
                .refused(5, "InsufficientInstanceCapacity");
        assertTrue(result.stderr().contains("MiB"), result::toString);
    }

    @Test
    void aTypeThatHasNoParavirtualGuests() {
        lab.slipway().run("run", Lab.PARAVIRTUAL, "--type", "t3.micro").refused(2, "InvalidParameterCombination");
    }

    @Test
    void anInstanceThatDoesNotExistAmongOthers() {
        lab.slipway().run("instance", "stop", "i-0123456789abcdef0").refused(3, "InvalidInstanceID.NotFound");
        lab.slipway().run("instance", "terminate", "i-xyz").refused(2, "InvalidInstanceID.Malformed");
    }

    @Test
    void aLibvirtThatDoesNotAnswer() {
        lab.slipway().run("run", Lab.HVM, "--type", Lab.TYPE,
                "--libvirt-uri", "qemu+unix:///system?socket=/nonexistent/socket").refused(6, "HypervisorUnreachable");
    }

    @Test
    void aUserWhomLibvirtRefuses(@TempDir Path folder) throws Exception {
        Files.setPosixFilePermissions(folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxrwxrwx"));
        // The checkout may lie where nobody but its owner gets.
        assertEquals(0, command("cp", "-a", System.getProperty("slipway.dist"), folder.resolve("slipway").toString()));
        Slipway nobodys = new Slipway(folder.resolve("home"), folder.resolve("slipway"));
        Path disk = blankDisk(folder);
        // Its group too: the socket is open to the group libvirt.
        List<String> asNobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        nobodys.start(asNobody, "image", "import", disk.toString(), "--name", "blank").await().succeeded();
        nobodys.start(asNobody, "run", "blank", "--type", Lab.TYPE, "--libvirt-uri", "qemu:///system").await()
                .refused(7, "HypervisorNotPermitted");
    }

    @Test
    void qemuThatDiesAtItsStartIsQuoted() throws Exception {
        JsonNode kernel = lab.slipway().json("kernel", "import",
                Lab.guests().resolve("tiny").resolve("vmlinuz").toString(), "--name", "soon-broken");
        String id = kernel.path("ImageId").asText();
        Path content = lab.region().resolve("bootfiles").resolve(id).resolve("file");
        content.toFile().setWritable(true);
        try (RandomAccessFile file = new RandomAccessFile(content.toFile(), "rw")) {
            file.setLength(100);
        }
        Result result = lab.slipway().run("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--kernel", id).refused(19, "QemuDied");
        assertTrue(result.stderr().contains("kernel"), result::toString);
        lab.slipway().run("kernel", "delete", id).succeeded();
    }

    @Test
    void aDiskWithoutABootLoader(@TempDir Path folder) throws Exception {
        lab.slipway().json("image", "import", blankDisk(folder).toString(), "--name", "blank");
        Result result = lab.slipway().run("run", "blank", "--type", Lab.TYPE, "--wait", "login", "--timeout", "20s")
                .refused(11, "NothingBootable");
        assertTrue(result.stderr().contains("No bootable device"), result::toString);
    }

    @Test
    void aGuestThatFindsNoRootDevicePanicsAndIsToldApart() {
        Result result = lab.slipway().run("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--wait", "login",
                "--timeout", Lab.PATIENCE, "--kernel-command-line", "root=/dev/vdq console=ttyS0 panic=0");
        result.refused(14, "NoRootDevice");
    }

    @Test
    void aGuestThatIsNotThereInTime() {
        lab.slipway().run("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--wait", "console:never said", "--timeout", "1s")
                .refused(10, "ReadinessTimeout");
    }

    @Test
    void aDryRunStartsNothing() {
        Result result = lab.slipway().run("run", Lab.HVM, "--type", Lab.TYPE, "--dry-run");
        assertEquals(0, result.exit(), result::toString);
        assertTrue(result.stderr().contains("DryRunOperation"), result::toString);
    }

    @Test
    void aDiskThatIsFull() throws Exception {
        Path home = Files.createTempDirectory(Path.of("/var/tmp"), "slipway-it-full");
        assertEquals(0, command("mount", "-t", "tmpfs", "-o", "size=8m,mode=755", "slipway-it", home.toString()));
        try (Lab small = Lab.in(home)) {
            small.slipway().json("image", "import", blankDisk(Files.createDirectory(home.resolve("source"))).toString(),
                    "--name", "blank");
            small.slipway().run("run", "blank", "--type", Lab.TYPE, "--count", "9").refused(5, "InsufficientStorage");
            small.assertNothingLeft();
            // To the last byte: now not even the catalogue can be written.
            command("dd", "if=/dev/zero", "of=" + home.resolve("filling"), "bs=4k");
            small.slipway().run("run", "blank", "--type", Lab.TYPE).refused(5, "InsufficientStorage");
            Files.delete(home.resolve("filling"));
            small.assertNothingLeft();
        } finally {
            assertEquals(0, command("umount", home.toString()));
            Files.deleteIfExists(home);
        }
    }

    private static int command(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    private static Path blankDisk(Path folder) throws Exception {
        Path disk = folder.resolve("blank.qcow2");
        dev.slipway.host.qemu.QemuImg.createBlank(disk, 16L << 20);
        Files.setPosixFilePermissions(disk, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        return disk;
    }
}
