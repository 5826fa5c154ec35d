package dev.slipway.launcher.instance.record;

import static java.util.Objects.requireNonNull;

/**
 * How an instance's metadata service answers: EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsResponse.html">InstanceMetadataOptionsResponse</a>.
 *
 * @param httpTokens whether a request must carry a token
 * @param httpPutResponseHopLimit how many hops a token may make: 1 for the instance itself, more for what is routed by it
 * @param httpEndpoint whether it answers at all
 * @param instanceMetadataTags whether the instance's tags are among what it tells
 */
public record MetadataOptions(
        HttpTokens httpTokens, int httpPutResponseHopLimit, boolean httpEndpoint, boolean instanceMetadataTags) {

    /** EC2's largest hop limit. */
    public static final int MOST_HOPS = 64;

    /** Of an instance of which nothing was said. */
    public static final MetadataOptions USUAL = new MetadataOptions(HttpTokens.OPTIONAL, 1, true, false);

    /** Of an instance whose image demands version 2: EC2 lets its tokens get to a container, too. */
    public static final MetadataOptions VERSION_2 = new MetadataOptions(HttpTokens.REQUIRED, 2, true, false);

    public MetadataOptions {
        requireNonNull(httpTokens, "httpTokens");
        if (httpPutResponseHopLimit < 1 || httpPutResponseHopLimit > MOST_HOPS) {
            throw new IllegalArgumentException("a hop limit is 1 to 64: " + httpPutResponseHopLimit);
        }
    }

    /** Whether a request must carry a token. */
    public enum HttpTokens {
        /** Version 1, without, and version 2, with. */
        OPTIONAL("optional"),
        /** Version 2 only. */
        REQUIRED("required");

        private final String word;

        HttpTokens(String word) {
            this.word = word;
        }

        /** EC2's word. */
        public String word() {
            return word;
        }

        @Override
        public String toString() {
            return word;
        }
    }
}
