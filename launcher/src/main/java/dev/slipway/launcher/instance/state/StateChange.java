package dev.slipway.launcher.instance.state;

import dev.slipway.launcher.instance.record.InstanceId;

/**
 * What an action did to an instance: EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceStateChange.html">InstanceStateChange</a>.
 */
public record StateChange(InstanceId instanceId, InstanceState previous, InstanceState current) {
}
