package dev.slipway.host.libvirt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A small domain of QEMU's emulator under a name of its own, with a folder for its disks; closing it removes both and proves that nothing remains. */
final class ScratchDomain implements AutoCloseable {

    static final String SYSTEM = "qemu:///system";

    final String name = "slipway-it-" + UUID.randomUUID().toString().substring(0, 8);
    final Hypervisor hypervisor;
    final Path folder;
    private final List<String> devices = new ArrayList<>();
    private final List<String> qemuArguments = new ArrayList<>();
    private String boot = "<bootmenu enable='yes' timeout='30000'/>";
    private int memoryMib = 32;
    private GuestDomain domain;

    ScratchDomain() throws IOException {
        hypervisor = Hypervisor.connectWithEvents(SYSTEM);
        // The user QEMU runs as must be able to walk through it.
        folder = Files.createTempDirectory(name, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    ScratchDomain device(String xml) {
        devices.add(xml);
        return this;
    }

    ScratchDomain qemuArguments(String... arguments) {
        qemuArguments.addAll(List.of(arguments));
        return this;
    }

    /** Boots the tiny guest of scripts/guests, out of copies that the user QEMU runs as can reach. */
    ScratchDomain tinyGuest() throws IOException {
        Path guest = guests().resolve("tiny");
        for (String file : List.of("vmlinuz", "initrd", "root.qcow2")) {
            if (!Files.isReadable(guest.resolve(file))) {
                throw new AssertionError(guest.resolve(file) + " is not there; make it: scripts/guests tiny");
            }
            Files.copy(guest.resolve(file), folder.resolve(file));
        }
        memoryMib = 256;
        boot = "<kernel>" + folder.resolve("vmlinuz") + "</kernel><initrd>" + folder.resolve("initrd")
                + "</initrd><cmdline>root=/dev/vda console=ttyS0 panic=1</cmdline>";
        return device("<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='"
                + folder.resolve("root.qcow2") + "'/><target dev='vda' bus='virtio'/></disk>");
    }

    /** The folder scripts/guests keeps guests in. */
    private static Path guests() {
        String guests = System.getenv("SLIPWAY_GUESTS");
        if (guests != null) {
            return Path.of(guests);
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        return (cache == null ? Path.of(System.getenv("HOME"), ".cache") : Path.of(cache)).resolve("slipway/guests");
    }

    /** A blank qcow2 disk as vda. */
    Path disk() throws IOException, InterruptedException {
        Path file = folder.resolve("base.qcow2");
        command("qemu-img", "create", "-q", "-f", "qcow2", file.toString(), "4M");
        device("<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='" + file
                + "'/><target dev='vda' bus='virtio'/></disk>");
        return file;
    }

    GuestDomain define() {
        StringBuilder arguments = new StringBuilder();
        qemuArguments.forEach(argument -> arguments.append("<qemu:arg value='").append(argument).append("'/>"));
        domain = hypervisor.define("""
                <domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
                  <name>%s</name>
                  <memory unit='MiB'>%d</memory>
                  <vcpu>1</vcpu>
                  <os><type arch='x86_64' machine='pc'>hvm</type>%s</os>
                  <features><acpi/></features>
                  <devices>
                    <serial type='pty'/>
                    <console type='pty'/>
                    <memballoon model='none'/>
                    %s
                  </devices>
                  <qemu:commandline>%s</qemu:commandline>
                </domain>
                """.formatted(name, memoryMib, boot, String.join("\n", devices), arguments));
        return domain;
    }

    GuestDomain start() {
        define().start();
        return domain;
    }

    static String command(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError(String.join(" ", command) + ": " + output);
        }
        return output;
    }

    @Override
    public void close() throws IOException {
        try (hypervisor) {
            if (domain != null) {
                domain.destroy();
                domain.undefine();
                domain.close();
            }
            if (hypervisor.domains().stream().anyMatch(found -> found.name().equals(name))) {
                throw new AssertionError(name + " is left behind");
            }
            if (hypervisorProcesses() > 0) {
                throw new AssertionError("a QEMU of " + name + " is left behind");
            }
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private long hypervisorProcesses() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains("guest=" + name + ","))
                .count();
    }
}
