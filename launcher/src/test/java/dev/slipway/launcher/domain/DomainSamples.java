package dev.slipway.launcher.domain;

import dev.slipway.host.machine.Architecture;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.launcher.accelerator.Accelerator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The guests that golden files exist for, by the name of their file. */
final class DomainSamples {

    private static final String ID = "i-0123456789abcdef0";
    private static final Path FOLDER = Path.of("/var/lib/slipway/regions/local-1");
    private static final String MAC = "52:54:00:12:34:56";
    private static final String SECOND_MAC = "52:54:00:12:34:57";
    private static final Optional<GuestAgentChannel> AGENT = Optional.of(GuestAgentChannel.anywhere());

    private DomainSamples() {
    }

    static Map<String, DomainSpec> all() {
        Map<String, DomainSpec> samples = new TreeMap<>();
        samples.put("domain-hvm-bios", hvmBios());
        samples.put("domain-paravirtual-x86_64", paravirtual());
        samples.put("domain-uefi-kvm", uefi());
        samples.put("domain-hvm-bios-of-a-user",
                hvmBios().with(GuestAgentChannel.at(FOLDER.resolve("instances/i-0123456789abcdef0/agent"))));
        samples.put("domain-uefi-secure-boot", secureBoot());
        samples.put("domain-windows-kvm", windows());
        samples.put("domain-windows-virtio", windowsOnVirtio());
        samples.put("domain-arm64-uefi", arm64(firmware("/usr/share/AAVMF/AAVMF_CODE.fd",
                "/usr/share/AAVMF/AAVMF_VARS.fd"), Display.VNC));
        samples.put("domain-arm64-kernel", arm64(new DirectKernel(FOLDER.resolve("bootfiles/aki-1/file"),
                Optional.empty(), "console=ttyAMA0"), Display.NONE));
        samples.put("domain-i386", i386());
        samples.put("domain-removable-disks", removableDisks());
        return samples;
    }

    static DomainSpec hvmBios() {
        return new DomainSpec(ID, DomainUuid.of(ID), identity(), Architecture.X86_64, Accelerator.TCG, 512, 2,
                new DiskBoot(), List.of(root().bootingAt(1), seed()),
                List.of(new UserNetwork(MAC,
                        List.of(PortForward.onLoopback(49222, 22), PortForward.onLoopback(8080, 80)))),
                console(), AGENT, Display.NONE, false, Optional.empty());
    }

    private static DomainSpec paravirtual() {
        return new DomainSpec(ID, DomainUuid.of(ID), identity(), Architecture.X86_64, Accelerator.TCG, 128, 1,
                new DirectKernel(FOLDER.resolve("bootfiles/aki-0123456789abcdef0/file"),
                        Optional.of(FOLDER.resolve("bootfiles/ari-0123456789abcdef0/file")),
                        "root=/dev/vda console=ttyS0 name=\"<a> & 'b'\""),
                List.of(root(), seed()), List.of(new UserNetwork(MAC, List.of())), console(), Optional.empty(), Display.NONE, true,
                Optional.of(new QemuUser(1017, 1018)));
    }

    /** A kernel with nothing beside it. */
    static DomainSpec kernelAlone() {
        return direct(Accelerator.TCG, "");
    }

    /** A kernel on a processor that is not emulated. */
    static DomainSpec kernelOnKvm() {
        return direct(Accelerator.KVM, "console=ttyS0");
    }

    private static DomainSpec direct(Accelerator accelerator, String commandLine) {
        return new DomainSpec(ID, DomainUuid.of(ID), identity(), Architecture.X86_64, accelerator, 64, 1,
                new DirectKernel(Path.of("/boot/vmlinuz"), Optional.empty(), commandLine), List.of(), List.of(),
                console(), Optional.empty(), Display.NONE, false, Optional.empty());
    }

    private static DomainSpec uefi() {
        return new DomainSpec(ID, DomainUuid.of(ID), identity(), Architecture.X86_64, Accelerator.KVM, 1024, 4, 2,
                firmware("/usr/share/OVMF/OVMF_CODE_4M.fd", "/usr/share/OVMF/OVMF_VARS_4M.fd"),
                List.of(root().bootingAt(1)), List.of(new NatNetwork("default", MAC,
                        Optional.of("slipway-1a2b3c4d-i-0123456789abcdef0-0")), new UserNetwork(SECOND_MAC, List.of())),
                console(), AGENT, Display.CARD, true,
                Optional.empty(), Optional.empty());
    }

    /** As Windows' own drivers have it, with so many disks that they take a second controller. */
    private static DomainSpec windows() {
        List<Disk> disks = new ArrayList<>(List.of(root().bootingAt(1).onSata(),
                Disk.seedCd("vdz", FOLDER.resolve("instances/i-0123456789abcdef0/seed.iso"))));
        for (char letter = 'b'; letter <= 'f'; letter++) {
            disks.add(Disk.volume("vd" + letter, FOLDER.resolve("volumes/vol-0" + letter + "/disk.qcow2"), "vol-0" + letter).onSata());
        }
        return new DomainSpec(ID, DomainUuid.of(ID), identity(), Architecture.X86_64, Accelerator.KVM, 4096, 2, 2,
                new UefiBoot(Path.of("/usr/share/OVMF/OVMF_CODE_4M.ms.fd"), Path.of("/usr/share/OVMF/OVMF_VARS_4M.ms.fd"),
                        FOLDER.resolve("instances/i-0123456789abcdef0/uefi-variables.fd"), true),
                disks, List.of(new NatNetwork("default", MAC,
                        Optional.of("slipway-1a2b3c4d-i-0123456789abcdef0-0")), new UserNetwork(SECOND_MAC, List.of())), console(), AGENT,
                Display.VNC, false, Optional.empty(), Optional.of(new WindowsGuest(CardModel.E1000E, true)));
    }

    /** With virtio drivers in the image, emulated. */
    private static DomainSpec windowsOnVirtio() {
        return new DomainSpec(ID, DomainUuid.of(ID), identity(), Architecture.X86_64, Accelerator.TCG, 2048, 1, 1,
                new DiskBoot(), List.of(root().bootingAt(1),
                        Disk.seedCd("vdz", FOLDER.resolve("instances/i-0123456789abcdef0/seed.iso"))),
                List.of(new UserNetwork(MAC, List.of(PortForward.onLoopback(49222, 22)))), console(), AGENT, Display.VNC,
                false, Optional.empty(), Optional.of(new WindowsGuest(CardModel.VIRTIO, false)));
    }

    private static DomainSpec secureBoot() {
        return new DomainSpec(ID, DomainUuid.of(ID), identity(), Architecture.X86_64, Accelerator.TCG, 512, 1,
                new UefiBoot(Path.of("/usr/share/OVMF/OVMF_CODE_4M.ms.fd"), Path.of("/usr/share/OVMF/OVMF_VARS_4M.ms.fd"),
                        FOLDER.resolve("instances/i-0123456789abcdef0/uefi-variables.fd"), true),
                List.of(root().bootingAt(1)), List.of(), console(), AGENT, Display.NONE, false, Optional.empty());
    }

    /** So many disks that come and go that their ports take more than one slot. */
    private static DomainSpec removableDisks() {
        List<Disk> disks = new ArrayList<>(List.of(root().bootingAt(1), seed()));
        for (char letter = 'f'; letter <= 'k'; letter++) {
            String id = "vol-0000000000000000" + letter;
            disks.add(Disk.volume("vd" + letter, FOLDER.resolve("volumes/" + id + "/disk.qcow2"), id).removably());
        }
        return new DomainSpec(ID, DomainUuid.of(ID), identity(), Architecture.X86_64, Accelerator.TCG, 512, 1,
                new DiskBoot(), disks, List.of(), console(), AGENT, Display.NONE, false, Optional.empty());
    }

    private static DomainSpec arm64(BootSpec boot, Display display) {
        return new DomainSpec(ID, DomainUuid.of(ID), identity(), Architecture.ARM64, Accelerator.TCG, 512, 1, boot,
                List.of(root()), List.of(new BridgeNetwork("br0", MAC, Optional.of("slipway-1a2b3c4d-i-0123456789abcdef0-1"))),
                console(), AGENT, display, true, Optional.empty());
    }

    private static DomainSpec i386() {
        return new DomainSpec(ID, DomainUuid.of(ID), identity(), Architecture.I386, Accelerator.TCG, 64, 1,
                new DiskBoot(), List.of(root().bootingAt(1)), List.of(), console(), Optional.empty(), Display.VNC, false,
                Optional.empty());
    }

    /** Disks of every kind, each with its own golden file. */
    static Map<String, Disk> disks() {
        Map<String, Disk> samples = new TreeMap<>();
        samples.put("disk-volume", root());
        samples.put("disk-ephemeral", Disk.ephemeral("vdb", FOLDER.resolve("instances/i-1/ephemeral0.qcow2"),
                "ephemeral0"));
        samples.put("disk-seed", seed());
        samples.put("disk-cdrom", new Disk(DiskKind.CDROM, DiskBus.SATA, "sda", Path.of("/srv/rescue.iso"),
                DiskFormat.RAW, DiskCache.NONE, false, true, Optional.empty(), OptionalInt.of(2), false));
        samples.put("disk-scsi", new Disk(DiskKind.DISK, DiskBus.SCSI, "sdb", Path.of("/srv/a'b\"<c>&d.vmdk"),
                DiskFormat.VMDK, DiskCache.WRITEBACK, true, false, Optional.of("a'b\"<c>&d"), OptionalInt.empty(), false));
        return samples;
    }

    /** A disk that comes and goes. */
    static Disk volume() {
        return Disk.volume("vdf", FOLDER.resolve("volumes/vol-0123456789abcdef0/disk-2.qcow2"), "vol-0123456789abcdef0");
    }

    private static InstanceIdentity identity() {
        return new InstanceIdentity(ID, "ami-0fedcba9876543210", "123456789012", "local-1", "r-00000000000000abc");
    }

    private static Disk root() {
        return Disk.volume("vda", FOLDER.resolve("volumes/vol-0123456789abcdef0/disk.qcow2"), "vol-0123456789abcdef0");
    }

    private static Disk seed() {
        return Disk.seed("vdz", FOLDER.resolve("instances/i-0123456789abcdef0/seed.iso"));
    }

    private static SerialConsole console() {
        return new SerialConsole(FOLDER.resolve("instances/i-0123456789abcdef0/console.log"));
    }

    private static UefiBoot firmware(String code, String variables) {
        return new UefiBoot(Path.of(code), Path.of(variables),
                FOLDER.resolve("instances/i-0123456789abcdef0/uefi-variables.fd"), false);
    }
}
