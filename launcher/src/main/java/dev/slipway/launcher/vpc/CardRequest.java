package dev.slipway.launcher.vpc;

import java.util.List;
import java.util.Optional;

/**
 * An interface that is asked for, in the words of EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceNetworkInterfaceSpecification.html">
 * InstanceNetworkInterfaceSpecification</a>.
 *
 * @param deviceIndex its place
 * @param subnet where it is to be; the usual network where nothing is said
 * @param groups security groups by id
 */
public record CardRequest(int deviceIndex, Optional<String> subnet, Optional<String> privateIpAddress, List<String> groups) {

    public CardRequest {
        groups = List.copyOf(groups);
    }
}
