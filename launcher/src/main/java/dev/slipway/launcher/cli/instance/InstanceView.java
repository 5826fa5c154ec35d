package dev.slipway.launcher.cli.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.cli.output.Answer;
import dev.slipway.launcher.cli.output.Column;
import dev.slipway.launcher.cli.view.ProductCodeView;
import dev.slipway.launcher.domain.PortForward;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.StateChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Instances in the shape of EC2's DescribeInstances and RunInstances. What EC2 has no name for stands under
 * {@code Slipway}: the accelerator, the ports of this host, the trace.
 */
final class InstanceView {

    private static final Column[] COLUMNS = {
        Column.id("INSTANCE", "InstanceId"),
        Column.at("STATE", "State", "Name"),
        Column.at("TYPE", "InstanceType"),
        Column.id("IMAGE", "ImageId"),
        Column.at("SSH PORT", "Slipway", "SshPort"),
        Column.at("LAUNCHED", "LaunchTime"),
        Column.tag("NAME", "Name"),
    };

    private final String availabilityZone;

    InstanceView(String availabilityZone) {
        this.availabilityZone = availabilityZone;
    }

    /** EC2's answer to RunInstances: one reservation. */
    Answer reservation(List<Instance> launched) {
        ObjectNode reservation = reservationOf(launched);
        return new Answer(reservation, reservation.path("Instances"), List.of(COLUMNS));
    }

    /** EC2's answer to DescribeInstances: reservations with their instances. */
    Answer reservations(List<Instance> instances) {
        Map<String, List<Instance>> byReservation = new LinkedHashMap<>();
        for (Instance instance : instances) {
            byReservation.computeIfAbsent(instance.reservationId().value(), id -> new ArrayList<>()).add(instance);
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode reservations = document.putArray("Reservations");
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (List<Instance> members : byReservation.values()) {
            ObjectNode reservation = reservationOf(members);
            reservations.add(reservation);
            reservation.path("Instances").forEach(rows::add);
        }
        return new Answer(document, rows, List.of(COLUMNS));
    }

    /** EC2's answer to StartInstances, StopInstances and TerminateInstances. */
    static Answer changes(String key, List<StateChange> changes) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray(key);
        for (StateChange change : changes) {
            ObjectNode entry = list.addObject();
            entry.put("InstanceId", change.instanceId().value());
            entry.set("CurrentState", state(change.current()));
            entry.set("PreviousState", state(change.previous()));
        }
        return Answer.list(document, key, Column.id("INSTANCE", "InstanceId"),
                Column.at("WAS", "PreviousState", "Name"), Column.at("IS", "CurrentState", "Name"));
    }

    private ObjectNode reservationOf(List<Instance> members) {
        ObjectNode reservation = JsonNodeFactory.instance.objectNode();
        reservation.put("ReservationId", members.get(0).reservationId().value());
        reservation.put("OwnerId", members.get(0).ownerId().value());
        reservation.putArray("Groups");
        ArrayNode list = reservation.putArray("Instances");
        for (Instance instance : members) {
            list.add(node(instance));
        }
        return reservation;
    }

    private ObjectNode node(Instance instance) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("AmiLaunchIndex", instance.amiLaunchIndex());
        node.put("ImageId", instance.imageId().value());
        node.put("InstanceId", instance.instanceId().value());
        node.put("InstanceType", instance.instanceType());
        instance.keyName().ifPresent(key -> node.put("KeyName", key));
        instance.boot().kernelId().ifPresent(id -> node.put("KernelId", id.value()));
        instance.boot().ramdiskId().ifPresent(id -> node.put("RamdiskId", id.value()));
        node.put("LaunchTime", Timestamp.format(instance.lifecycle().launchTime()));
        node.putObject("Placement").put("AvailabilityZone", availabilityZone).put("Tenancy", "default");
        ProductCodeView.put(node, instance.productCodes());
        node.set("State", state(instance.state()));
        node.put("StateTransitionReason", instance.lifecycle().transition().orElse(""));
        instance.lifecycle().reason().ifPresent(reason ->
                node.putObject("StateReason").put("Code", reason.code()).put("Message", reason.message()));
        node.put("Architecture", instance.hardware().architecture().ec2Name());
        node.set("BlockDeviceMappings", volumes(instance));
        node.put("RootDeviceName", instance.rootDeviceName());
        node.put("RootDeviceType", (instance.instanceStore().isPresent()
                ? RootDeviceType.INSTANCE_STORE : RootDeviceType.EBS).word());
        node.put("VirtualizationType", instance.boot().virtualizationType().word());
        instance.boot().bootMode().ifPresent(mode -> node.put("BootMode", mode.word()));
        node.put("CurrentInstanceBootMode", instance.boot().currentBootMode().word());
        node.putObject("CpuOptions").put("CoreCount", instance.hardware().cores())
                .put("ThreadsPerCore", instance.hardware().threadsPerCore());
        ArrayNode tags = node.putArray("Tags");
        for (Tag tag : instance.tags()) {
            tags.addObject().put("Key", tag.key()).put("Value", tag.value());
        }
        node.set("Slipway", ownPart(instance));
        return node;
    }

    private static ObjectNode state(InstanceState state) {
        return JsonNodeFactory.instance.objectNode().put("Code", state.code()).put("Name", state.ec2Name());
    }

    private static ArrayNode volumes(Instance instance) {
        ArrayNode mappings = JsonNodeFactory.instance.arrayNode();
        for (AttachedVolume volume : instance.volumes()) {
            ObjectNode mapping = mappings.addObject().put("DeviceName", volume.deviceName());
            mapping.putObject("Ebs")
                    .put("AttachTime", Timestamp.format(volume.attachTime()))
                    .put("DeleteOnTermination", volume.deleteOnTermination())
                    .put("Status", volume.state().word())
                    .put("VolumeId", volume.volumeId().value());
        }
        return mappings;
    }

    private static ObjectNode ownPart(Instance instance) {
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        own.put("Accelerator", instance.hardware().accelerator().word());
        ArrayNode reasons = own.putArray("AcceleratorReasons");
        instance.hardware().acceleratorReasons().forEach(reasons::add);
        own.put("MemoryMiB", instance.hardware().memoryMib());
        instance.boot().uefi().ifPresent(uefi -> own.putObject("Firmware")
                .put("Code", uefi.code())
                .put("VariablesTemplate", uefi.variablesTemplate())
                .put("SecureBoot", uefi.secureBoot()));
        instance.sshPort().ifPresent(port -> own.put("SshPort", port));
        ArrayNode forwards = own.putArray("Forwards");
        for (NetworkInterface each : instance.interfaces()) {
            for (PortForward forward : each.forwards()) {
                forwards.addObject()
                        .put("HostAddress", forward.hostAddress())
                        .put("HostPort", forward.hostPort())
                        .put("GuestPort", forward.guestPort());
            }
        }
        own.set("Trace", TraceView.phases(instance.trace()));
        return own;
    }
}
