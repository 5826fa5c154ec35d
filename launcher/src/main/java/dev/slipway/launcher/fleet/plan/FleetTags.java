package dev.slipway.launcher.fleet.plan;

import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.instance.record.Instance;
import java.util.List;
import java.util.Optional;

/** The tags by which an instance is a member of a fleet: all that is kept of one beside its file. */
public final class FleetTags {

    /** The fleet's name. */
    public static final String FLEET = "slipway:fleet";
    /** The group's name. */
    public static final String GROUP = "slipway:fleet-group";
    /** The member's number in its group, from 0. */
    public static final String INDEX = "slipway:fleet-index";
    /** What its group was when it was launched; see {@link GroupDigest}. */
    public static final String DIGEST = "slipway:fleet-digest";
    /** When the boot began in which it was seen to be ready: another boot is another question. */
    public static final String READY = "slipway:fleet-ready";
    /** EC2's tag for what people call it. */
    public static final String NAME = "Name";

    private FleetTags() {
    }

    /** The tags that say which member an instance is. */
    public static List<Tag> of(String fleet, String group, int index, String name, String digest) {
        return List.of(new Tag(NAME, name), new Tag(FLEET, fleet), new Tag(GROUP, group),
                new Tag(INDEX, Integer.toString(index)), new Tag(DIGEST, digest));
    }

    /** The tag that says that an instance was seen to be ready since it was last started. */
    public static Tag ready(Instance instance) {
        return new Tag(READY, Timestamp.format(instance.lifecycle().launchTime()));
    }

    /** The value of a tag. */
    static Optional<String> value(Instance instance, String key) {
        return instance.tags().stream().filter(tag -> tag.key().equals(key)).map(Tag::value).findFirst();
    }
}
