package dev.slipway.imagestore.tag;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Reader;
import java.util.List;

/** One kind of thing that can have tags: images, snapshots, volumes, instances. */
public interface TaggedKind {

    /** EC2's word for the kind: {@code image}. */
    String resourceType();

    /** Whether this is the form of an id of this kind. */
    boolean names(String id);

    /**
     * The tags of each of these, which are the account's own. Throws the error of the kind, naming all that are not
     * there or another account's.
     */
    List<List<Tag>> tags(Reader reader, List<String> ids);

    /** Gives one of them other tags. */
    void retag(Change change, String id, List<Tag> tags);

    /** Every tag of what the account owns. */
    List<TaggedResource> all(Reader reader);
}
