package dev.slipway.launcher.instance.status;

import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.instance.state.InstanceState;

/**
 * How well an instance is: EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceStatus.html">InstanceStatus</a>.
 *
 * @param system what libvirt says of its machine
 * @param guest what its guest shows of itself
 */
public record InstanceStatus(InstanceId instanceId, InstanceState state, StatusWord system, StatusWord guest) {

    public InstanceStatus {
        requireNonNull(instanceId, "instanceId");
        requireNonNull(state, "state");
        requireNonNull(system, "system");
        requireNonNull(guest, "guest");
    }
}
