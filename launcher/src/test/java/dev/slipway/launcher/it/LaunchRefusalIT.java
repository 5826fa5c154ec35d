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
        try (SmallDisk disk = new SmallDisk("8m"); Lab small = Lab.in(disk.folder())) {
            small.slipway().json("image", "import", blankDisk(Files.createDirectory(disk.folder().resolve("source"))).toString(),
                    "--name", "blank");
            small.slipway().run("run", "blank", "--type", Lab.TYPE, "--count", "9").refused(5, "InsufficientStorage");
            small.assertNothingLeft();
            disk.fill();
            small.slipway().run("run", "blank", "--type", Lab.TYPE).refused(5, "InsufficientStorage");
            disk.makeRoom();
            small.assertNothingLeft();
        }
    }

    @Test
    void devicesThatMakeNoSense() {
        dry("--block-device-mappings", "DeviceName=/dev/sdb,VirtualName=ephemeral0").refused(2, "InvalidBlockDeviceMapping");
        dry("--block-device-mappings", "DeviceName=/dev/sdf,Ebs={SnapshotId=snap-0123456789abcdef0}")
                .refused(3, "InvalidSnapshot.NotFound");
        dry("--block-device-mappings", "DeviceName=/dev/sda1,NoDevice=").refused(2, "InvalidBlockDeviceMapping");
        dry("--block-device-mappings", "DeviceName=/dev/sdf,Ebs={VolumeSize=1}",
                "--block-device-mappings", "DeviceName=xvdf,Ebs={VolumeSize=1}").refused(2, "InvalidBlockDeviceMapping");
        dry("--block-device-mappings", "DeviceName=/dev/sdf,Ebs={VolumeSize=1,VolumeType=io1}").refused(2, "MissingParameter");
    }

    @Test
    void whatTheTypeHasNot() {
        dry("--cpu-options", "CoreCount=2,ThreadsPerCore=1").refused(2, "InvalidParameterValue");
        lab.slipway().run("run", Lab.HVM, "--type", "m7g.medium", "--dry-run").refused(2, "InvalidParameterValue");
    }

    @Test
    void aKernelOfAnotherArchitecture(@TempDir Path folder) throws Exception {
        byte[] image = new byte[4096];
        // What arm64 kernels have at this place: "ARMd".
        System.arraycopy(new byte[] {'A', 'R', 'M', 'd'}, 0, image, 56, 4);
        Path file = Files.write(folder.resolve("Image"), image);
        String kernel = lab.slipway().json("kernel", "import", file.toString(), "--name", "of-another",
                "--architecture", "arm64").path("ImageId").asText();
        Result result = lab.slipway().run("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--kernel", kernel, "--dry-run")
                .refused(2, "InvalidParameterValue");
        assertTrue(result.stderr().contains("is made for arm64"), result::toString);
        lab.slipway().run("kernel", "delete", kernel).succeeded();
    }

    @Test
    void valuesThatAreNone(@TempDir Path folder) throws Exception {
        dry("--hostname", "two words").refused(2, "InvalidParameterValue");
        dry("--count", "5:2").refused(2, "InvalidParameterValue");
        dry("--count", "0").refused(2, "InvalidParameterValue");
        dry("--client-token", "two words").refused(2, "InvalidParameterValue");
        dry("--launch-template", "nosuch").refused(3, "InvalidLaunchTemplateName.NotFoundException");
        dry("--launch-template", "lt-0123456789abcdef0").refused(3, "InvalidLaunchTemplateId.NotFound");
        dry("--enable-api-stop", "--disable-api-stop").refused(2, "InvalidParameterCombination");
        dry("--network", "none", "--network", "user").refused(2, "InvalidParameterCombination");
        dry("--volume-tag", "a=1", "--volume-tag", "a=2").refused(2, "InvalidParameterValue");
        dry("--seed", "none", "--user-data", "/etc/hostname").refused(2, "InvalidParameterCombination");
        dry("--metadata-options", "HttpEndpoint=disabled,HttpTokens=required").refused(2, "InvalidParameterCombination");
        dry("--metadata-options", "InstanceMetadataTags=enabled", "--tag", "a/b=c").refused(2, "InvalidParameterValue");
        dry("--metadata-options", "HttpTokens").refused(2, "InvalidParameterValue");
        dry("--key", "nosuch").refused(3, "InvalidKeyPair.NotFound");
        Path file = Files.write(folder.resolve("user-data"), new byte[16385]);
        Result result = dry("--user-data", file.toString()).refused(2, "InvalidParameterValue");
        assertTrue(result.stderr().contains("limited to 16384 bytes"), result::toString);
        lab.slipway().run("run", "--type", Lab.TYPE, "--dry-run").refused(2, "MissingParameter");
    }

    @Test
    void asManyAsFitButNotFewerThanAskedFor() {
        assertEquals(0, dry("--count", "1:1000").exit());
        Result result = dry("--count", "999:1000").refused(5, "InsufficientInstanceCapacity");
        assertTrue(result.stderr().contains("are missing"), result::toString);
    }

    private static Result dry(String... options) {
        List<String> words = new java.util.ArrayList<>(List.of("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--dry-run"));
        words.addAll(List.of(options));
        return lab.slipway().run(words.toArray(String[]::new));
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
