package dev.slipway.launcher.vpc;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.NetworkInterface;
import dev.slipway.launcher.network.NetworkIds;

/** An interface together with the instance that it is of. */
public record Card(Instance instance, NetworkInterface networkInterface) {

    public Card {
        requireNonNull(instance, "instance");
        requireNonNull(networkInterface, "networkInterface");
    }

    /** Its id. */
    public String id() {
        return NetworkIds.networkInterface(instance.instanceId().value(), networkInterface.deviceIndex());
    }
}
