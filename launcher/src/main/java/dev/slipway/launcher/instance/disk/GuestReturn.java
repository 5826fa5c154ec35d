package dev.slipway.launcher.instance.disk;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.instance.machine.InstanceFiles;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Interfaces;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.StateReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Brings guests back that were shut down for work on their disks, while their instances count as running: whoever looks
 * can tell so from the operation that has the instance for itself.
 */
final class GuestReturn {

    /** How long one that was asked may take, when nobody is there any more who would pull the plug. */
    private static final Duration GOING_DOWN = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 50;

    private final InstanceRecords records;
    private final Machines machines;
    private final Interfaces interfaces;
    private final StoreLayout layout;

    GuestReturn(InstanceRecords records, Machines machines, Interfaces interfaces, StoreLayout layout) {
        this.records = records;
        this.machines = machines;
        this.interfaces = interfaces;
        this.layout = layout;
    }

    /** Starts the machine of an instance that is recorded as running; where that fails, it is stopped from now on. */
    void startAgain(InstanceId id) {
        try {
            startOrFail(id);
        } catch (HostException e) {
            records.update(id, now -> now.with(
                    now.lifecycle().moved(InstanceState.STOPPED, StateReason.HOST_FAILED, Timestamp.now())));
            throw e;
        }
    }

    /** As {@link #startAgain}, and leaves the instance recorded as running where that fails. */
    void startOrFail(InstanceId id) {
        if (records.require(id).state() != InstanceState.RUNNING || machines.state(id).isActive()) {
            return;
        }
        Instance instance = records.catalogue().change(change -> {
            Instance now = records.findAnyones(change, id).orElseThrow().document();
            return records.update(change, id, same -> same.withInterfaces(interfaces.renew(change, now)));
        });
        InstanceFiles files = new InstanceFiles(layout, id);
        files.deleteTaken();
        interfaces.connect(List.of(instance));
        try (GuestDomain domain = machines.define(records.domain(instance, layout), files)) {
            machines.boot(domain);
        }
    }

    /** A guest that was asked to shut down does so whether we still want it or not; one that is deaf runs on. */
    void awaitOff(InstanceId id) {
        long end = System.nanoTime() + GOING_DOWN.toNanos();
        try {
            while (machines.state(id).isActive() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(HostError.INTERRUPTED, "Interrupted while the guest of '" + id + "' shuts down.", e);
        }
    }
}
