package dev.slipway.launcher.parameter;

import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.channel.Channel;
import dev.slipway.imagestore.channel.ChannelMove;
import dev.slipway.imagestore.channel.ChannelName;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.registry.lookup.ImageSearch;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The names under which an account finds images, such as {@code /aws/service/debian/release/12/latest/amd64}. A name leads to the
 * newest available image of the account that has it as its tag {@code ssm-parameter}; below {@code /aws/service/slipway/}, to the
 * current image of the channel {@code FAMILY/CHANNEL}. Images of others are not looked at, whoever they are shared with: a name is
 * believed without a look at what is behind it.
 */
public final class PublicParameters {

    /** The tag of images that a name leads to. */
    public static final String TAG = "ssm-parameter";
    /** What the names of channels begin with. */
    public static final String CHANNELS = "/aws/service/slipway/";

    private final ImageStore store;

    /** The names of the account that the store is open for. */
    public PublicParameters(ImageStore store) {
        this.store = store;
    }

    /** What a name leads to; throws PARAMETER_NOT_FOUND. */
    public PublicParameter require(String name) {
        return find(name).orElseThrow(() -> new LauncherException(LauncherError.PARAMETER_NOT_FOUND,
                "The parameter " + Quoted.of(name) + " leads to no image.", "slipway tag add IMAGE " + TAG + "=" + name));
    }

    /** What a name leads to, if it leads anywhere. */
    public Optional<PublicParameter> find(String name) {
        return Optional.ofNullable(all().get(name));
    }

    /**
     * The names below a path, in their order.
     *
     * @param recursive whether those count that have further folders in them
     */
    public List<PublicParameter> below(String path, boolean recursive) {
        String folder = path.endsWith("/") ? path : path + "/";
        List<PublicParameter> found = new ArrayList<>();
        for (PublicParameter each : all().values()) {
            if (each.name().startsWith(folder) && (recursive || each.name().indexOf('/', folder.length()) < 0)) {
                found.add(each);
            }
        }
        return found;
    }

    private Map<String, PublicParameter> all() {
        Map<String, PublicParameter> all = new TreeMap<>();
        // The oldest first, so that the newest is what a name leads to in the end.
        for (Image image : store.images().search(new ImageSearch(List.of(), List.of("self"), List.of(),
                List.of(new Filter("tag-key", List.of(TAG))), true, false), PageRequest.ALL).items()) {
            Optional<String> name = image.tags().stream().filter(tag -> tag.key().equals(TAG)).map(Tag::value).findFirst();
            if (image.state() == ImageState.AVAILABLE && name.isPresent() && name.get().startsWith("/")) {
                all.merge(name.get(), new PublicParameter(name.get(), image.imageId(), 1, image.creationDate()), PublicParameters::later);
            }
        }
        for (Channel channel : store.channels().list()) {
            ChannelMove last = channel.history().get(channel.history().size() - 1);
            String name = CHANNELS + name(channel.name());
            all.put(name, new PublicParameter(name, channel.imageId(), channel.history().size(), last.at()));
        }
        return all;
    }

    private static PublicParameter later(PublicParameter one, PublicParameter other) {
        PublicParameter newer = other.modified().isBefore(one.modified()) ? one : other;
        return new PublicParameter(newer.name(), newer.image(), one.version() + 1, newer.modified());
    }

    private static String name(ChannelName name) {
        return name.toString().replace(':', '/');
    }
}
