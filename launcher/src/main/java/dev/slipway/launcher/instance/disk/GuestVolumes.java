package dev.slipway.launcher.instance.disk;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.DomainState;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.disk.DiskSnapshot;
import dev.slipway.host.libvirt.disk.SnapshotOption;
import dev.slipway.host.qemu.DiskFormat;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.id.VolumeId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.volume.Consistency;
import dev.slipway.imagestore.volume.LiveVolumes;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.machine.InstanceFiles;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What guests do to the volumes of their instances, for the store. A guest is let over into other files by libvirt's
 * external disk snapshot: of all disks at one moment, without libvirt keeping a record of it
 * (<a href="https://libvirt.org/html/libvirt-libvirt-domain-snapshot.html">virDomainSnapshotCreateXML</a>).
 */
public final class GuestVolumes implements LiveVolumes {

    private final InstanceRecords records;
    private final Machines machines;
    private final StoreLayout layout;

    /** The volumes that instances of {@code records} have attached, as their domains on {@code machines} have them. */
    public GuestVolumes(InstanceRecords records, Machines machines, StoreLayout layout) {
        this.records = records;
        this.machines = machines;
        this.layout = layout;
    }

    @Override
    public Consistency switchOver(String instance, Map<VolumeId, Path> files) {
        Optional<GuestDomain> found = machines.hypervisor().find(instance);
        if (found.isEmpty()) {
            return Consistency.AT_REST;
        }
        try (GuestDomain domain = found.get()) {
            return isWriting(domain) ? switchOver(domain, snapshots(instance, files)) : Consistency.AT_REST;
        }
    }

    /** Whether its QEMU may write; one whose guest crashed is kept for looking into it, and answers nothing. */
    private static boolean isWriting(GuestDomain domain) {
        DomainState state = domain.status().state();
        if (state == DomainState.CRASHED) {
            throw new LauncherException(LauncherError.INCORRECT_INSTANCE_STATE, "The guest of the instance '" + domain.name()
                    + "' has crashed; its disks cannot be let go of.", "slipway instance stop --force " + domain.name(), null);
        }
        return state.isActive();
    }

    private List<DiskSnapshot> snapshots(String instance, Map<VolumeId, Path> files) {
        List<DiskSnapshot> disks = new ArrayList<>();
        for (AttachedVolume attached : record(instance).volumes()) {
            Path next = files.get(attached.volumeId());
            if (next != null) {
                disks.add(new DiskSnapshot(attached.target(), next, DiskFormat.QCOW2));
            }
        }
        if (disks.size() != files.size()) {
            throw new LauncherException(LauncherError.INCORRECT_INSTANCE_STATE,
                    "The instance '" + instance + "' does not have all the volumes that are attached to it.");
        }
        return disks;
    }

    private static Consistency switchOver(GuestDomain domain, List<DiskSnapshot> disks) {
        try {
            if (domain.status().state() == DomainState.RUNNING && agentAnswers(domain)) {
                return quiesced(domain, disks);
            }
            domain.disks().snapshot(disks, Set.of(SnapshotOption.REUSE_FILES));
            return Consistency.CRASH_CONSISTENT;
        } catch (HostException e) {
            if (e.kind() == HostError.HYPERVISOR_FAILED && !domain.isActive()) {
                // It went off between the look and the call; nobody writes any more.
                return Consistency.AT_REST;
            }
            throw e;
        }
    }

    private static Consistency quiesced(GuestDomain domain, List<DiskSnapshot> disks) {
        try {
            domain.disks().snapshot(disks, Set.of(SnapshotOption.REUSE_FILES, SnapshotOption.QUIESCE));
            return Consistency.FROZEN;
        } catch (HostException e) {
            if (e.kind() != HostError.HYPERVISOR_FAILED || !stillOnOld(domain, disks)) {
                throw e;
            }
            // An agent that may not freeze, or a file system that cannot be frozen: the disk is still one moment's.
            domain.disks().snapshot(disks, Set.of(SnapshotOption.REUSE_FILES));
            return Consistency.CRASH_CONSISTENT;
        }
    }

    private static boolean stillOnOld(GuestDomain domain, List<DiskSnapshot> disks) {
        Map<String, List<Path>> chains = domain.disks().chains();
        return domain.isActive() && disks.stream().noneMatch(disk -> chains.get(disk.target()).get(0).equals(disk.overlay()));
    }

    private static boolean agentAnswers(GuestDomain domain) {
        try {
            domain.agent().ping();
            return true;
        } catch (HostException e) {
            if (e.kind() != HostError.AGENT_UNAVAILABLE && e.kind() != HostError.HYPERVISOR_FAILED) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public boolean uses(String instance, VolumeId volume, Path file) {
        Optional<GuestDomain> found = machines.hypervisor().find(instance);
        if (found.isEmpty()) {
            return false;
        }
        try (GuestDomain domain = found.get()) {
            // Without a record there is no target to look at; whatever disk it is, it is that file's.
            return domain.disks().chains().values().stream().anyMatch(chain -> !chain.isEmpty() && chain.get(0).equals(file));
        }
    }

    /** Lets libvirt know which files the next start takes, so that a start by somebody else takes no layer. */
    @Override
    public void moved(String instance) {
        Optional<GuestDomain> found = machines.hypervisor().find(instance);
        Optional<Stored<Instance>> record =
                records.catalogue().read(reader -> records.findAnyones(reader, new InstanceId(instance)));
        if (found.isPresent()) {
            found.get().close();
        }
        if (found.isPresent() && record.isPresent()) {
            Instance now = record.get().document();
            machines.define(records.domain(now, layout), new InstanceFiles(layout, now.instanceId())).close();
        }
    }

    @Override
    public boolean grow(String instance, VolumeId volume, long sizeBytes) {
        Optional<GuestDomain> found = machines.hypervisor().find(instance);
        if (found.isEmpty()) {
            return false;
        }
        try (GuestDomain domain = found.get()) {
            if (!isWriting(domain)) {
                return false;
            }
            for (AttachedVolume attached : record(instance).volumes()) {
                if (attached.volumeId().equals(volume)) {
                    domain.disks().resize(attached.target(), sizeBytes);
                    return true;
                }
            }
            return false;
        }
    }

    private Instance record(String instance) {
        return records.require(new InstanceId(instance));
    }
}
