package dev.slipway.launcher.instance.history;

import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.BootSource;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.state.InstanceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is different between two looks of an instance's record, beside its state. What makes a record equal to another is
 * found out by a machinery that takes a cold process 20 ms, so parts are compared one by one, and only those that are no
 * longer the same object.
 *
 * @param detail what, in a few words; an attribute is named as EC2's DescribeInstanceAttribute names it
 */
record RecordDifference(EventKind kind, String detail) {

    static List<RecordDifference> between(Instance before, Instance after) {
        if (isOver(after.state())) {
            // What a terminated instance loses it loses by that, of which its states tell.
            return List.of();
        }
        List<RecordDifference> found = new ArrayList<>();
        if (before.volumes() != after.volumes()) {
            addVolumes(found, before, after);
        }
        if (!before.instanceType().equals(after.instanceType())) {
            found.add(attribute("instanceType: " + before.instanceType() + " -> " + after.instanceType()));
        }
        if (before.boot() != after.boot()) {
            addBoot(found, before.boot(), after.boot());
        }
        if (before.shutdownBehavior() != after.shutdownBehavior()) {
            found.add(attribute("instanceInitiatedShutdownBehavior: " + after.shutdownBehavior()));
        }
        if (before.protection().disableApiTermination() != after.protection().disableApiTermination()) {
            found.add(attribute("disableApiTermination: " + after.protection().disableApiTermination()));
        }
        if (before.protection().disableApiStop() != after.protection().disableApiStop()) {
            found.add(attribute("disableApiStop: " + after.protection().disableApiStop()));
        }
        if (before.interfaces() != after.interfaces() && !before.securityGroups().equals(after.securityGroups())) {
            found.add(attribute("groupSet: " + String.join(",", after.securityGroups())));
        }
        return found;
    }

    private static boolean isOver(InstanceState state) {
        return switch (state) {
            case SHUTTING_DOWN, TERMINATED -> true;
            case PENDING, RUNNING, STOPPING, STOPPED -> false;
        };
    }

    private static RecordDifference attribute(String detail) {
        return new RecordDifference(EventKind.ATTRIBUTE, detail);
    }

    private static void addVolumes(List<RecordDifference> found, Instance before, Instance after) {
        for (AttachedVolume volume : before.volumes()) {
            if (find(after, volume) == null) {
                found.add(new RecordDifference(EventKind.VOLUME_DETACHED, place(volume)));
            }
        }
        for (AttachedVolume volume : after.volumes()) {
            AttachedVolume was = find(before, volume);
            if (was == null) {
                found.add(new RecordDifference(EventKind.VOLUME_ATTACHED, place(volume)));
            } else if (was.deleteOnTermination() != volume.deleteOnTermination()) {
                found.add(attribute("blockDeviceMapping: " + volume.deviceName() + " DeleteOnTermination="
                        + volume.deleteOnTermination()));
            }
        }
    }

    private static AttachedVolume find(Instance instance, AttachedVolume wanted) {
        for (AttachedVolume volume : instance.volumes()) {
            if (volume.volumeId().equals(wanted.volumeId()) && volume.deviceName().equals(wanted.deviceName())) {
                return volume;
            }
        }
        return null;
    }

    private static String place(AttachedVolume volume) {
        return volume.volumeId() + " " + volume.deviceName();
    }

    private static void addBoot(List<RecordDifference> found, BootSource before, BootSource after) {
        if (!Objects.equals(before.kernelId(), after.kernelId())) {
            found.add(attribute("kernel: " + after.kernelId().map(id -> id.value()).orElse("none")));
        }
        if (!Objects.equals(before.ramdiskId(), after.ramdiskId())) {
            found.add(attribute("ramdisk: " + after.ramdiskId().map(id -> id.value()).orElse("none")));
        }
        if (!before.kernelCommandLine().equals(after.kernelCommandLine())) {
            found.add(attribute("kernelCommandLine: " + after.kernelCommandLine().orElse("")));
        }
    }
}
