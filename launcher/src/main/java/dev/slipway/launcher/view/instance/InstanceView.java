package dev.slipway.launcher.view.instance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.RootDeviceType;
import dev.slipway.launcher.domain.PortForward;
import dev.slipway.launcher.instance.record.AttachedVolume;
import dev.slipway.launcher.instance.record.BootSource;
import dev.slipway.launcher.instance.record.EphemeralDisk;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.LaunchTemplateUse;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.instance.state.StateChange;
import dev.slipway.launcher.network.NetworkIds;
import dev.slipway.launcher.service.Services;
import dev.slipway.launcher.view.ProductCodeView;
import dev.slipway.launcher.view.TagView;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Instances in the shape of EC2's DescribeInstances and RunInstances. What EC2 has no name for stands under
 * {@code Slipway}: the accelerator, the ports of this host, the trace.
 */
public final class InstanceView {

    private static final Column[] COLUMNS = {
        Column.id("INSTANCE", "InstanceId"),
        Column.at("STATE", "State", "Name"),
        Column.at("TYPE", "InstanceType"),
        Column.id("IMAGE", "ImageId"),
        Column.at("ADDRESS", "PrivateIpAddress"),
        Column.at("SSH PORT", "Slipway", "SshPort"),
        Column.at("LAUNCHED", "LaunchTime"),
        Column.tag("NAME", "Name"),
    };

    private final String availabilityZone;
    private final GroupNames groups;
    private final NetworkIds ids;
    private final boolean whole;

    private InstanceView(String availabilityZone, GroupNames groups, NetworkIds ids, boolean whole) {
        this.ids = ids;
        this.availabilityZone = availabilityZone;
        this.groups = groups;
        this.whole = whole;
    }

    /** A view for the answer about few. */
    public static InstanceView of(Services services) {
        return of(services, true);
    }

    /** The same without what is long and seldom looked for among many, the trace for one: half of a list would be that. */
    public static InstanceView ofList(Services services) {
        return of(services, false);
    }

    private static InstanceView of(Services services, boolean whole) {
        return new InstanceView(services.layout().availabilityZone(), new GroupNames(services::securityGroups),
                new NetworkIds(services.layout().region()), whole);
    }

    /** EC2's answer to RunInstances: one reservation. */
    public Answer reservation(List<Instance> launched) {
        ObjectNode reservation = reservationOf(launched);
        return new Answer(reservation, reservation.path("Instances"), List.of(COLUMNS));
    }

    /** EC2's answer to DescribeInstances: reservations with their instances. */
    public Answer reservations(List<Instance> instances) {
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
    public static Answer changes(String key, List<StateChange> changes) {
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
        putIdentity(node, instance);
        putState(node, instance);
        putNetwork(node, instance);
        putDisks(node, instance);
        putMachine(node, instance);
        TagView.put(node, instance.tags());
        instance.launchTemplate().ifPresent(use -> putTemplate(node, use));
        node.set("Slipway", ownPart(instance));
        return node;
    }

    /** EC2 says it by tags of its own. */
    private static void putTemplate(ObjectNode node, LaunchTemplateUse use) {
        ArrayNode tags = node.withArray("Tags");
        tags.addObject().put("Key", "aws:ec2launchtemplate:id").put("Value", use.launchTemplateId());
        tags.addObject().put("Key", "aws:ec2launchtemplate:version").put("Value", Integer.toString(use.version()));
    }

    private void putIdentity(ObjectNode node, Instance instance) {
        node.put("AmiLaunchIndex", instance.amiLaunchIndex());
        node.put("ImageId", instance.imageId().value());
        node.put("InstanceId", instance.instanceId().value());
        node.put("InstanceType", instance.instanceType());
        instance.keyName().ifPresent(name -> node.put("KeyName", name));
        node.put("LaunchTime", Timestamp.format(instance.lifecycle().launchTime()));
        node.putObject("Placement").put("AvailabilityZone", availabilityZone).put("GroupName", "").put("Tenancy", "default");
        node.putObject("Monitoring").put("State", "disabled");
        ProductCodeView.put(node, instance.productCodes());
        node.put("ClientToken", instance.clientToken().orElse(""));
    }

    private static void putState(ObjectNode node, Instance instance) {
        node.set("State", state(instance.state()));
        node.put("StateTransitionReason", instance.lifecycle().transition().orElse(""));
        instance.lifecycle().reason().ifPresent(reason ->
                node.putObject("StateReason").put("Code", reason.code()).put("Message", reason.message()));
    }

    private void putNetwork(ObjectNode node, Instance instance) {
        node.put("PrivateDnsName", instance.hostname());
        node.put("PublicDnsName", "");
        node.put("SourceDestCheck", true);
        new NetworkInterfaceView(groups, ids).put(node, instance);
    }

    private static void putDisks(ObjectNode node, Instance instance) {
        node.set("BlockDeviceMappings", volumes(instance));
        node.put("EbsOptimized", false);
        node.put("RootDeviceName", instance.rootDeviceName());
        node.put("RootDeviceType", instance.rootDeviceType().word());
    }

    private static void putMachine(ObjectNode node, Instance instance) {
        node.put("Architecture", instance.hardware().architecture().ec2Name());
        node.put("Hypervisor", Image.HYPERVISOR);
        node.put("VirtualizationType", instance.boot().virtualizationType().word());
        node.putObject("CpuOptions").put("CoreCount", instance.hardware().cores())
                .put("ThreadsPerCore", instance.hardware().threadsPerCore());
        instance.platform().ifPresent(platform -> node.put("Platform", platform));
        putBoot(node, instance.boot());
        node.set("MetadataOptions", MetadataOptionsView.of(instance.metadataOptions()));
    }

    private static void putBoot(ObjectNode node, BootSource boot) {
        boot.kernelId().ifPresent(id -> node.put("KernelId", id.value()));
        boot.ramdiskId().ifPresent(id -> node.put("RamdiskId", id.value()));
        boot.bootMode().ifPresent(mode -> node.put("BootMode", mode.word()));
        node.put("CurrentInstanceBootMode", boot.currentBootMode().word());
    }

    /** A state as EC2 shows it. */
    public static ObjectNode state(InstanceState state) {
        return JsonNodeFactory.instance.objectNode().put("Code", state.code()).put("Name", state.ec2Name());
    }

    /** The volumes of an instance by their devices. */
    public static ArrayNode volumes(Instance instance) {
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

    private ObjectNode ownPart(Instance instance) {
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        own.put("Accelerator", instance.hardware().accelerator().word());
        if (whole) {
            ArrayNode reasons = own.putArray("AcceleratorReasons");
            instance.hardware().acceleratorReasons().forEach(reasons::add);
        }
        own.put("Seed", instance.seed().word());
        own.put("MemoryMiB", instance.hardware().memoryMib());
        instance.boot().uefi().ifPresent(uefi -> own.putObject("Firmware")
                .put("Code", uefi.code())
                .put("VariablesTemplate", uefi.variablesTemplate())
                .put("SecureBoot", uefi.secureBoot()));
        instance.boot().kernelCommandLine().ifPresent(line -> own.put("KernelCommandLine", line));
        putEphemeralDisks(own, instance.ephemeralDisks());
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
        if (whole) {
            own.set("Trace", TraceView.phases(instance.trace()));
        }
        return own;
    }

    /** EC2 shows an instance's mapping of volumes only; its instance store disks it tells to the guest alone. */
    private static void putEphemeralDisks(ObjectNode own, List<EphemeralDisk> disks) {
        ArrayNode list = own.putArray("EphemeralDisks");
        for (EphemeralDisk disk : disks) {
            list.addObject()
                    .put("DeviceName", disk.deviceName())
                    .put("VirtualName", disk.virtualName())
                    .put("SizeBytes", disk.sizeBytes());
        }
    }
}
