package dev.slipway.launcher.instance.machine;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.network.MacAddress;
import dev.slipway.launcher.network.NetworkKind;
import java.util.ArrayList;
import java.util.List;

/** Gives instances their network interfaces, and takes back what belongs to them. */
public final class Interfaces {

    private final Ports ports = new Ports();

    /** Reserves what a new instance asks for. */
    public List<NetworkInterface> reserve(Change change, InstanceId id, List<InterfacePlan> plans) {
        List<NetworkInterface> interfaces = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            InterfacePlan plan = plans.get(i);
            interfaces.add(new NetworkInterface(i, plan.kind(), plan.source(), MacAddress.of(id.value(), i),
                    plan.privateIpAddress(), plan.groups(),
                    plan.kind() == NetworkKind.USER ? ports.reserve(change, id, plan.forwards()) : List.of()));
        }
        return interfaces;
    }

    /** The interfaces of an instance that is started again; see {@link Ports#renew}. */
    public List<NetworkInterface> renew(Change change, Instance instance) {
        List<NetworkInterface> interfaces = new ArrayList<>();
        for (NetworkInterface had : instance.interfaces()) {
            interfaces.add(had.withForwards(ports.renew(change, instance.instanceId(), had.forwards())));
        }
        return interfaces;
    }

    /** Reserves what an instance has reserved, when its record is restored. */
    public static void restore(Change change, Instance instance) {
        for (NetworkInterface each : instance.interfaces()) {
            Ports.restore(change, instance.instanceId(), each.forwards());
        }
    }

    /** Takes back all that an instance had reserved. */
    public void release(Change change, InstanceId id) {
        ports.release(change, id);
    }
}
