package dev.slipway.launcher.instance.request;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.record.MetadataOptions;
import dev.slipway.launcher.instance.record.MetadataOptions.HttpTokens;
import java.util.Optional;

/**
 * What is asked of an instance's metadata service: EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsRequest.html">InstanceMetadataOptionsRequest</a>.
 * What is not said stays as it is.
 */
public record MetadataOptionsRequest(Optional<HttpTokens> httpTokens, Optional<Integer> httpPutResponseHopLimit,
        Optional<Boolean> httpEndpoint, Optional<Boolean> instanceMetadataTags) {

    /** Throws INVALID_PARAMETER_VALUE, and INVALID_PARAMETER_COMBINATION for what is said of a service that is switched off. */
    public MetadataOptionsRequest {
        httpTokens = httpTokens == null ? Optional.empty() : httpTokens;
        httpPutResponseHopLimit = httpPutResponseHopLimit == null ? Optional.empty() : httpPutResponseHopLimit;
        httpEndpoint = httpEndpoint == null ? Optional.empty() : httpEndpoint;
        instanceMetadataTags = instanceMetadataTags == null ? Optional.empty() : instanceMetadataTags;
        httpPutResponseHopLimit.ifPresent(hops -> {
            if (hops < 1 || hops > MetadataOptions.MOST_HOPS) {
                throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE, "The HttpPutResponseHopLimit " + hops
                        + " is not between 1 and " + MetadataOptions.MOST_HOPS + ".");
            }
        });
        boolean off = httpEndpoint.isPresent() && !httpEndpoint.get();
        if (off && (httpTokens.isPresent() || httpPutResponseHopLimit.isPresent())) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "HttpTokens and HttpPutResponseHopLimit go with an HttpEndpoint that is enabled only.");
        }
    }

    /** These options over others. */
    public MetadataOptions over(MetadataOptions other) {
        return new MetadataOptions(httpTokens.orElse(other.httpTokens()),
                httpPutResponseHopLimit.orElse(other.httpPutResponseHopLimit()), httpEndpoint.orElse(other.httpEndpoint()),
                instanceMetadataTags.orElse(other.instanceMetadataTags()));
    }
}
