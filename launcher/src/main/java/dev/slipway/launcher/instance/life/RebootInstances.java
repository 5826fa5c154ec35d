package dev.slipway.launcher.instance.life;

import dev.slipway.host.libvirt.GuestDomain;
import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.host.libvirt.ShutdownMode;
import dev.slipway.host.libvirt.event.EventSubscription;
import dev.slipway.launcher.instance.machine.InstanceRecords;
import dev.slipway.launcher.instance.machine.Machines;
import dev.slipway.launcher.instance.machine.Parallel;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * EC2's <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RebootInstances.html">RebootInstances</a>: the
 * guest is asked to go down and begins anew, on the same disks and ports; the reset button is pressed when it has not
 * done so in time, or at once by force. Unlike EC2's, the call returns when the guest begins anew: there is no service
 * behind it that could press the button later.
 */
public final class RebootInstances {

    /** A guest that was still booting when it was asked has not heard; it is asked again. */
    private static final long ASK_AGAIN_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private final InstanceRecords records;
    private final Machines machines;

    /** Reboots the domains that {@code machines} has of instances in {@code records}. */
    public RebootInstances(InstanceRecords records, Machines machines) {
        this.records = records;
        this.machines = machines;
    }

    /** Reboots all of them. */
    public void run(List<Instance> instances, boolean force, Duration patience) {
        Map<String, CountDownLatch> reboots = new HashMap<>();
        for (Instance instance : instances) {
            InstanceAction.REBOOT.require(instance);
            records.requireNotTakenDown(instance.instanceId());
            reboots.put(instance.instanceId().value(), new CountDownLatch(1));
        }
        try (Hypervisor observer = machines.connectWithEvents();
                EventSubscription events = observer.events().onReboot(event -> countDown(reboots, event.domain()))) {
            List<Parallel.Task<EventSubscription>> tasks = new ArrayList<>();
            for (Instance instance : instances) {
                tasks.add(() -> {
                    reboot(instance.instanceId(), reboots.get(instance.instanceId().value()),
                            force ? Duration.ZERO : patience);
                    return events;
                });
            }
            Parallel.run(tasks, tasks.size());
        }
    }

    private static void countDown(Map<String, CountDownLatch> reboots, String name) {
        CountDownLatch latch = reboots.get(name);
        if (latch != null) {
            latch.countDown();
        }
    }

    private void reboot(InstanceId id, CountDownLatch begun, Duration patience) throws InterruptedException {
        try (GuestDomain domain = machines.require(id)) {
            long end = System.nanoTime() + patience.toNanos();
            boolean anew = false;
            while (!anew && System.nanoTime() < end) {
                domain.reboot(ShutdownMode.ACPI);
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                anew = begun.await(Math.min(ASK_AGAIN_MILLIS, Math.max(1, left)), TimeUnit.MILLISECONDS);
            }
            if (!anew) {
                domain.reset();
            }
        }
    }
}
