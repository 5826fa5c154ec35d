package dev.slipway.launcher.instance.disk;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.host.libvirt.device.DeviceScope;
import dev.slipway.host.libvirt.device.PciPlace;
import dev.slipway.host.libvirt.event.EventSubscription;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.domain.Disk;
import dev.slipway.launcher.domain.HotplugPlaces;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceAction;
import dev.slipway.launcher.instance.state.InstanceState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Gives disks to guests while they run, and asks for them back. */
final class LiveDisks {

    /** A guest that was still booting when it was asked has not heard; it is asked again. */
    private static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(10);
    /** An event that was sent before anybody listened never comes; the disk is looked for besides. */
    private static final long LOOK_MILLIS = 500;

    private final InstanceRecords records;
    private final Machines machines;
    private final StoreLayout layout;

    LiveDisks(InstanceRecords records, Machines machines, StoreLayout layout) {
        this.records = records;
        this.machines = machines;
        this.layout = layout;
    }

    /**
     * Throws INCORRECT_INSTANCE_STATE unless the instance is stopped, or running with a guest that can answer.
     *
     * @param action what is done with the volume
     * @param force whether a guest will do that cannot answer
     * @return whether a guest runs
     */
    boolean requireSteady(Instance instance, InstanceAction action, boolean force) {
        action.require(instance);
        if (instance.state() == InstanceState.STOPPED) {
            return false;
        }
        requireHotplug(instance);
        return requireAnswering(instance.instanceId(), force);
    }

    private static void requireHotplug(Instance instance) {
        if (instance.windows().isPresent() && !instance.windows().get().virtio()) {
            throw new LauncherException(LauncherError.UNSUPPORTED_OPERATION, "The instance '" + instance.instanceId()
                    + "' has SATA disks, which do not come and go while it runs.", "slipway instance stop " + instance.instanceId(), null);
        }
    }

    private boolean requireAnswering(InstanceId id, boolean force) {
        try (GuestDomain domain = machines.require(id)) {
            return switch (domain.status().state()) {
                case RUNNING, BLOCKED -> true;
                case PAUSED, SUSPENDED -> {
                    if (!force) {
                        throw refused(id, "is paused and cannot answer", "virsh resume " + id);
                    }
                    yield true;
                }
                case CRASHED -> throw refused(id, "has crashed", "slipway instance stop --force " + id);
                case SHUTTING_DOWN, SHUT_OFF, NO_STATE, UNKNOWN ->
                    throw refused(id, "is going down", "slipway instance describe " + id);
            };
        }
    }

    private static LauncherException refused(InstanceId id, String what, String hint) {
        return new LauncherException(
                LauncherError.INCORRECT_INSTANCE_STATE, "The guest of the instance '" + id + "' " + what + ".", hint);
    }

    /**
     * Throws ATTACHMENT_LIMIT where the machine has no place for one more disk while it runs, INVALID_PARAMETER_VALUE where
     * it goes on with a copy of a volume that was taken from it by force.
     */
    void requirePlace(InstanceId id, AttachDevice device) {
        try (GuestDomain domain = machines.require(id)) {
            if (domain.disks().chains().containsKey(device.target())) {
                throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "Invalid value '" + device.deviceName()
                        + "' for unixDevice. The guest still has there what was taken from it by force.",
                        "name another device, or slipway instance stop " + id);
            }
            place(domain);
        }
    }

    private static PciPlace place(GuestDomain domain) {
        return HotplugPlaces.free(domain.devices().pci()).orElseThrow(() -> new LauncherException(
                LauncherError.ATTACHMENT_LIMIT, "The instance '" + domain.name()
                        + "' has no free place for another volume while it runs.",
                "slipway instance stop " + domain.name() + "; what is attached before its next start needs no such place"));
    }

    /** Gives the running guest a disk. Throws ATTACHMENT_LIMIT, INCORRECT_INSTANCE_STATE when its machine goes off. */
    void attach(InstanceId id, AttachedVolume attached) {
        Disk disk = records.disk(attached, layout);
        try (GuestDomain domain = machines.require(id)) {
            try {
                domain.devices().attach(disk.xmlAt(place(domain)), DeviceScope.LIVE);
            } catch (HostException e) {
                throw wentOff(domain, e);
            }
        }
    }

    private static RuntimeException wentOff(GuestDomain domain, HostException e) {
        if (e.kind() != HostError.HYPERVISOR_FAILED || domain.isActive()) {
            return e;
        }
        return new LauncherException(LauncherError.INCORRECT_INSTANCE_STATE,
                "The machine of the instance '" + domain.name() + "' went off meanwhile.", e);
    }

    /**
     * Whether a running guest has a volume's file as a disk. What another connection has asked of the domain, though it
     * may be dead by now, is waited for first.
     */
    boolean has(InstanceId id, AttachedVolume attached) {
        Optional<GuestDomain> found = machines.hypervisor().find(id.value());
        if (found.isEmpty()) {
            return false;
        }
        Disk disk = records.disk(attached, layout);
        try (GuestDomain domain = found.get()) {
            domain.stats();
            return domain.isActive() && has(domain, disk);
        }
    }

    /** By its file: by its name the guest may have a copy that it was let over into. */
    private static boolean has(GuestDomain domain, Disk disk) {
        List<Path> chain = domain.disks().chains().get(disk.target());
        return chain != null && !chain.isEmpty() && chain.get(0).equals(disk.file());
    }

    /**
     * Asks the running guest to let go of a disk, and waits until it has.
     *
     * @return false when it has not in that time; it may still do so
     */
    boolean detach(InstanceId id, AttachedVolume attached, Duration patience) {
        Disk disk = records.disk(attached, layout);
        long end = System.nanoTime() + patience.toNanos();
        try (GuestDomain domain = machines.require(id)) {
            // libvirt itself waits for a quick answer, so that mostly nobody has to listen.
            ask(domain, disk, attached.state().isLeaving());
            return isGone(domain, disk) || awaitGone(domain, disk, end);
        }
    }

    @SuppressWarnings("try") // the subscription is held, not used
    private boolean awaitGone(GuestDomain domain, Disk disk, long end) {
        Semaphore removals = new Semaphore(0);
        try (Hypervisor observer = machines.connectWithEvents();
                EventSubscription events = observer.events().onDeviceRemoved(event -> removals.release())) {
            long nextAsk = System.nanoTime() + ASK_AGAIN_NANOS;
            while (!isGone(domain, disk)) {
                long now = System.nanoTime();
                if (now >= end) {
                    return false;
                }
                if (now >= nextAsk) {
                    ask(domain, disk, true);
                    nextAsk = now + ASK_AGAIN_NANOS;
                }
                removals.tryAcquire(Math.min(LOOK_MILLIS, TimeUnit.NANOSECONDS.toMillis(end - now) + 1), TimeUnit.MILLISECONDS);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(HostError.INTERRUPTED,
                    "Interrupted while the guest of '" + domain.name() + "' lets go of a volume.", e);
        }
    }

    /** A machine that goes off lets go of everything. */
    private static boolean isGone(GuestDomain domain, Disk disk) {
        return !domain.isActive() || !has(domain, disk);
    }

    private static void ask(GuestDomain domain, Disk disk, boolean wasAsked) {
        try {
            domain.devices().detach(disk.xmlToRemove(), DeviceScope.LIVE);
        } catch (HostException e) {
            // QEMU refuses to ask twice while it waits for the answer.
            if (e.kind() != HostError.HYPERVISOR_FAILED || !wasAsked && !isGone(domain, disk)) {
                throw e;
            }
        }
    }
}
