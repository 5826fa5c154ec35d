package dev.slipway.imagestore.channel;

import static dev.slipway.imagestore.errors.StoreError.DEPENDENCY_VIOLATION;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Tells which channels an image is in. */
public final class ChannelUse {

    private ChannelUse() {
    }

    /** Throws DEPENDENCY_VIOLATION when the image is current in a channel of this account. */
    public static void requireNoChannel(Reader reader, AccountId account, ImageId image) {
        List<Stored<Channel>> channels =
                reader.list(Channel.TABLE, Query.all().where("owner", account).where("image", image).orderBy("name"));
        if (!channels.isEmpty()) {
            ChannelName name = channels.get(0).document().name();
            throw new StoreException(DEPENDENCY_VIOLATION,
                    "The image '" + image + "' is current in the channel '" + name + "'.",
                    "Promote another image to it, or delete it: slipway channel delete " + name);
        }
    }

    /** The channels of this account. */
    public static List<Channel> of(Reader reader, AccountId account) {
        List<Channel> channels = new ArrayList<>();
        reader.list(Channel.TABLE, Query.all().where("owner", account).orderBy("name"))
                .forEach(stored -> channels.add(stored.document()));
        return channels;
    }

    /**
     * The channels that lead to these images: the account's own by their names, and those of the images' owners with
     * their account in front.
     */
    static Map<ImageId, List<String>> names(Reader reader, AccountId account, Collection<Image> images) {
        TreeSet<String> owners = new TreeSet<>();
        owners.add(account.value());
        images.forEach(image -> owners.add(image.ownerId().value()));
        Map<ImageId, List<String>> names = new HashMap<>();
        for (Stored<Channel> stored : reader.list(
                Channel.TABLE, Query.all().whereAny("owner", List.copyOf(owners)).orderBy("name"))) {
            Channel channel = stored.document();
            String name = new ChannelReference(channel.ownerId().equals(account)
                    ? Optional.empty() : Optional.of(channel.ownerId()), channel.name()).toString();
            names.computeIfAbsent(channel.imageId(), id -> new ArrayList<>()).add(name);
        }
        return names;
    }
}
