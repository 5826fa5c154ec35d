package dev.slipway.launcher.instance.launch;

import dev.slipway.launcher.instance.machine.InterfacePlan;
import dev.slipway.launcher.instance.request.InterfaceRequest;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.network.NetworkKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides which network interfaces instances get. */
final class NetworkPlanner {

    /** What an instance gets that asks for none: what needs no privileges. */
    private static final List<InterfaceRequest> USUAL =
            List.of(InterfaceRequest.on(NetworkKind.USER, Optional.empty()));

    List<InterfacePlan> plan(LaunchSpec spec) {
        List<InterfacePlan> plans = new ArrayList<>();
        for (InterfaceRequest request : spec.networkInterfaces().orElse(USUAL)) {
            plans.add(new InterfacePlan(request.kind(), request.source(), request.privateIpAddress(), List.of(),
                    plans.isEmpty() ? spec.forwards() : request.forwards()));
        }
        return plans;
    }
}
