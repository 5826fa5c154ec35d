package dev.slipway.launcher.domain;

import static dev.slipway.launcher.errors.LauncherError.INVALID_PARAMETER_COMBINATION;
import static dev.slipway.launcher.errors.LauncherError.INVALID_PARAMETER_VALUE;
import static java.util.Objects.requireNonNull;

import dev.slipway.host.machine.Architecture;
import dev.slipway.launcher.accelerator.Accelerator;
import dev.slipway.launcher.errors.LauncherException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * All that libvirt is told about one guest. {@link DomainXml} writes it.
 *
 * @param name libvirt's name of the domain: the instance id
 * @param uuid the guest's system UUID; see {@link DomainUuid}
 * @param vcpus threads in all, on one socket
 * @param threadsPerCore how many of them on a core
 * @param disks in the order the guest meets them
 * @param networks its network cards, none for a guest without a network
 * @param guestAgent the line for the guest agent, where it has one
 * @param panicDevice whether a panic of the guest's kernel ends the domain at once, as a crash
 * @param qemuUser whom QEMU runs as; nothing for whom libvirt is configured for
 * @param windows what it needs if it runs Windows
 */
public record DomainSpec(String name, UUID uuid, InstanceIdentity identity, Architecture architecture,
        Accelerator accelerator, int memoryMebibytes, int vcpus, int threadsPerCore, BootSpec boot, List<Disk> disks,
        List<NetworkAttachment> networks, SerialConsole console, Optional<GuestAgentChannel> guestAgent,
        Display display, boolean panicDevice, Optional<QemuUser> qemuUser, Optional<WindowsGuest> windows) {

    /** What fits on the one bus beside our other devices, with some room; see {@link PciSlots}. EC2 allows about 28. */
    public static final int MAX_DISKS = 20;
    /** Likewise; EC2's small types have no more. */
    public static final int MAX_NETWORKS = 4;

    public DomainSpec {
        XmlText.required(name, "domain name");
        requireNonNull(uuid, "uuid");
        requireNonNull(identity, "identity");
        requireNonNull(architecture, "architecture");
        requireNonNull(accelerator, "accelerator");
        requireNonNull(boot, "boot");
        requireNonNull(console, "console");
        requireNonNull(guestAgent, "guestAgent");
        requireNonNull(display, "display");
        requireNonNull(qemuUser, "qemuUser");
        requireNonNull(windows, "windows");
        disks = List.copyOf(disks);
        networks = List.copyOf(networks);
        if (name.indexOf('/') >= 0) {
            throw new LauncherException(INVALID_PARAMETER_VALUE, "The domain name '" + name + "' contains a '/'.");
        }
        if (memoryMebibytes < 1 || vcpus < 1) {
            throw new IllegalArgumentException("memoryMebibytes and vcpus must be positive: "
                    + memoryMebibytes + ", " + vcpus);
        }
        if (threadsPerCore < 1 || vcpus % threadsPerCore != 0) {
            throw new IllegalArgumentException("no cores have " + vcpus + " threads, each " + threadsPerCore);
        }
        if (architecture == Architecture.ARM64 && boot instanceof DiskBoot) {
            throw new LauncherException(INVALID_PARAMETER_COMBINATION,
                    "The architecture arm64 has no legacy-bios boot mode.");
        }
        if (disks.size() > MAX_DISKS) {
            throw new LauncherException(INVALID_PARAMETER_VALUE,
                    "The instance '" + name + "' would have " + disks.size() + " disks; at most 20 fit.");
        }
        if (networks.size() > MAX_NETWORKS) {
            throw new LauncherException(INVALID_PARAMETER_VALUE, "The instance '" + name + "' would have " + networks.size()
                    + " network interfaces; at most " + MAX_NETWORKS + " fit.");
        }
        requireDistinctTargets(disks);
    }

    /** One thread on each core, and no Windows. */
    public DomainSpec(String name, UUID uuid, InstanceIdentity identity, Architecture architecture,
            Accelerator accelerator, int memoryMebibytes, int vcpus, BootSpec boot, List<Disk> disks,
            List<NetworkAttachment> networks, SerialConsole console, Optional<GuestAgentChannel> guestAgent, Display display,
            boolean panicDevice, Optional<QemuUser> qemuUser) {
        this(name, uuid, identity, architecture, accelerator, memoryMebibytes, vcpus, 1, boot, disks, networks, console,
                guestAgent, display, panicDevice, qemuUser, Optional.empty());
    }

    /** The same with its agent's line somewhere else; one without a line stays so. */
    public DomainSpec with(GuestAgentChannel channel) {
        return new DomainSpec(name, uuid, identity, architecture, accelerator, memoryMebibytes, vcpus, threadsPerCore, boot,
                disks, networks, console, guestAgent.map(before -> channel), display, panicDevice, qemuUser, windows);
    }

    /** The model of its network cards. */
    CardModel cardModel() {
        return windows.isPresent() ? windows.get().network() : CardModel.VIRTIO;
    }

    /** Whether QEMU gets arguments that libvirt has no XML for. */
    boolean hasQemuArguments() {
        return networks.stream().anyMatch(NetworkAttachment::hasQemuArguments);
    }

    private static void requireDistinctTargets(List<Disk> disks) {
        Set<String> targets = new HashSet<>();
        for (Disk disk : disks) {
            if (!targets.add(disk.target())) {
                throw new LauncherException(INVALID_PARAMETER_COMBINATION,
                        "Two disks have the target '" + disk.target() + "'.");
            }
        }
    }
}
