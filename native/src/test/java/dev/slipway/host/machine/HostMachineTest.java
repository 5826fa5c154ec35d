package dev.slipway.host.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hosts made of a few files, and the one we run on. */
class HostMachineTest {

    private static final String PASSWD = """
            root:x:0:0:root:/root:/bin/bash
            # a comment
            +::::::
            ada:x:1000:1000:Ada:/home/ada:/bin/bash
            libvirt-qemu:x:64055:107:Libvirt Qemu,,,:/var/lib/libvirt:/usr/sbin/nologin
            """;
    private static final String GROUP = """
            root:x:0:
            kvm:x:107:
            disk:x:6:ada,libvirt-qemu
            ada:x:1000:
            libvirt-qemu:x:64055:libvirt-qemu
            """;

    @TempDir
    private Path root;
    private HostMachine host;

    @BeforeEach
    void makeHost() throws IOException {
        host = new HostMachine(root);
        file("etc/passwd", PASSWD);
        file("etc/group", GROUP);
    }

    @Test
    void aProcessorThatVirtualizesShowsAFlag() throws IOException {
        file("proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu sse svm avx\nprocessor\t: 1\nflags\t\t: fpu\n");
        assertTrue(host.virtualizes());
        file("proc/cpuinfo", "processor\t: 0\nflags\t\t: fpu vmx");
        assertTrue(host.virtualizes());
    }

    @Test
    void aFlagOfASimilarNameIsAnother() throws IOException {
        file("proc/cpuinfo", "processor\t: 0\nmodel name\t: vmx svm\nflags\t\t: fpu svm_lock xvmx\nvmx flags\t: vnmi\n");
        assertFalse(host.virtualizes());
        file("proc/cpuinfo", "processor\t: 0\nFeatures\t: fp asimd\n");
        assertFalse(host.virtualizes());
    }

    @Test
    void memoryIsReadInBytes() throws IOException {
        file("proc/meminfo", "MemTotal:       24682888 kB\nMemFree:        20 kB\nMemAvailable:   23554 kB\n");
        assertEquals(new Memory(24_682_888L * 1024, 23_554L * 1024), host.memory());
    }

    @Test
    void aHostWithoutKvmHasNoNode() {
        assertEquals(Optional.empty(), host.kvm());
    }

    @Test
    void aNodeIsDescribedByItsOwners() throws IOException {
        Path node = file("dev/kvm", "");
        Files.setPosixFilePermissions(node, PosixFilePermissions.fromString("rw-rw----"));
        KvmNode kvm = host.kvm().orElseThrow();
        assertEquals(0660, kvm.permissions());
        assertEquals(Files.getAttribute(node, "unix:gid"), kvm.groupId());
        assertTrue(kvm.openableByUs());
    }

    @Test
    void qemuRunsAsTheDistributionsUserWithAllItsGroups() {
        assertEquals(new Account("libvirt-qemu", 64055, Set.of(107, 6, 64055)), host.systemQemuUser());
    }

    @Test
    void qemuRunsAsTheConfiguredUserAndGroup() throws IOException {
        file("etc/libvirt/qemu.conf", """
                #user = "root"
                user = "root"
                user = "ada"   # the last one holds
                group="+107"
                """);
        assertEquals(new Account("ada", 1000, Set.of(1000, 6, 107)), host.systemQemuUser());
        file("etc/libvirt/qemu.conf", "user = \"+1000\"\n");
        assertEquals("ada", host.systemQemuUser().name());
        file("etc/libvirt/qemu.conf", "user = \"nobody-has-this-name\"\n");
        assertEquals(new Account("nobody-has-this-name", -1, Set.of(-1)), host.systemQemuUser());
    }

    @Test
    void qemuRunsAsRootWhereNoUserWasMadeForIt() throws IOException {
        file("etc/passwd", "root:x:0:0:root:/root:/bin/bash\n");
        assertEquals("root", host.systemQemuUser().name());
    }

    @Test
    void permissionGoesByTheFirstClassThatApplies() {
        Account inGroup = new Account("qemu", 5, Set.of(107));
        Account stranger = new Account("ada", 6, Set.of(6));
        assertTrue(node(0660, 0, 107).openableBy(inGroup));
        assertFalse(node(0660, 0, 107).openableBy(stranger));
        assertTrue(node(0666, 0, 107).openableBy(stranger));
        assertFalse(node(0606, 0, 107).openableBy(inGroup));
        assertFalse(node(0640, 0, 107).openableBy(inGroup));
        assertFalse(node(0066, 5, 107).openableBy(inGroup));
        assertTrue(node(0600, 5, 0).openableBy(inGroup));
        assertTrue(node(0600, 5, 0).openableBy(new Account("root", 0, Set.of())));
    }

    @Test
    void systemdIsToldByItsFolder() throws IOException {
        assertFalse(host.hasSystemd());
        Files.createDirectories(root.resolve("run/systemd/system"));
        assertTrue(host.hasSystemd());
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        HostException failure = assertThrows(HostException.class, host::memory);
        assertEquals(HostError.FILE_FAILED, failure.kind());
        assertEquals("The file '" + root + "/proc/meminfo' cannot be read.", failure.getMessage());
    }

    @Test
    void thisHostAnswersEveryQuestion() {
        HostMachine local = HostMachine.local();
        assertTrue(local.architecture().isPresent());
        assertTrue(local.logicalProcessors() > 0);
        assertTrue(local.memory().availableBytes() <= local.memory().totalBytes());
        assertFalse(local.systemQemuUser().name().isEmpty());
        local.virtualizes();
        local.kvm();
        local.hasSystemd();
    }

    private Path file(String name, String content) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static KvmNode node(int permissions, int owner, int group) {
        return new KvmNode(Path.of("/dev/kvm"), permissions, owner, "owner", group, "group", false);
    }
}
