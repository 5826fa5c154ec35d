package dev.slipway.imagestore.id;

/**
 * An id in EC2's form: a prefix that says what it names, and hexadecimal digits. Implemented by one record for each
 * kind of resource, all checked by an {@link IdRule}, so that an id is safe as part of a path.
 */
public interface ResourceId {

    /** The id as users read it: {@code ami-0123456789abcdef0}. */
    String value();
}
