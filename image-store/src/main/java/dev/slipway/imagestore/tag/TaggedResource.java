package dev.slipway.imagestore.tag;

/**
 * One tag of one resource: EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TagDescription.html">TagDescription</a>.
 *
 * @param resourceId what has the tag
 * @param resourceType EC2's word for what that is
 * @param tag the tag
 */
public record TaggedResource(String resourceId, String resourceType, Tag tag) implements Comparable<TaggedResource> {

    /** By resource, then by key. */
    @Override
    public int compareTo(TaggedResource other) {
        int byResource = resourceId.compareTo(other.resourceId);
        return byResource != 0 ? byResource : tag.key().compareTo(other.tag.key());
    }
}
