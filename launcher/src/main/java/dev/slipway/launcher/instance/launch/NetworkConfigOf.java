package dev.slipway.launcher.instance.launch;

import dev.slipway.launcher.instance.machine.InterfacePlan;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.network.MacAddress;
import dev.slipway.launcher.seed.NetworkConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an instance's seed says of its network. */
final class NetworkConfigOf {

    private NetworkConfigOf() {
    }

    /** Nothing of one interface: every image takes DHCP on it, in its own way, and mostly quicker than it is told to. */
    static Optional<String> plans(InstanceId id, List<InterfacePlan> plans) {
        if (plans.size() < 2) {
            return Optional.empty();
        }
        List<String> macs = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            macs.add(MacAddress.of(id.value(), i));
        }
        return Optional.of(NetworkConfig.dhcp(macs));
    }
}
