package dev.slipway.imagestore.channel;

import static dev.slipway.imagestore.errors.StoreError.CHANNEL_NOT_FOUND;
import static dev.slipway.imagestore.errors.StoreError.CONCURRENT_CHANGE;
import static dev.slipway.imagestore.errors.StoreError.IMAGE_UNAVAILABLE;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ChannelId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.lifecycle.Launches;
import dev.slipway.imagestore.record.RecordFiles;
import dev.slipway.imagestore.record.RecordedChanges;
import dev.slipway.imagestore.registry.Images;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The channels of one account. Each promotion is one transaction, so of two at once one comes after the other. */
public final class Channels {

    private final Catalogue catalogue;
    private final AccountId account;
    private final Images images;
    private final RecordFiles records;
    private final RecordedChanges changes;
    private final Supplier<Instant> clock;

    public Channels(
            Catalogue catalogue, StoreLayout layout, AccountId account, Images images, RecordedChanges changes,
            Supplier<Instant> clock) {
        this.changes = changes;
        this.catalogue = catalogue;
        this.account = account;
        this.images = images;
        this.records = new RecordFiles(layout);
        this.clock = clock;
    }

    /**
     * Makes an image the current one of a channel, which is made where there is none. Promoting what is current already
     * changes nothing. Throws IMAGE_NOT_FOUND, IMAGE_UNAVAILABLE unless it is a machine image that can be launched,
     * CONCURRENT_CHANGE when the channel does not lead to what is expected.
     *
     * @param reference an image's id or name, or another channel, whose current image is meant
     */
    public Channel promote(String reference, ChannelName name, ExpectedImage expected) {
        ChannelId made = ChannelId.next();
        return changes.change(touched(List.of(name), made), change -> {
            Image image = Launches.requireLaunchable(images.find(change, reference));
            Optional<Stored<Channel>> before = find(change, name);
            requireExpected(name, before, expected);
            if (before.isEmpty()) {
                Channel channel = Channel.leadingTo(made, account, name, image.imageId(), clock.get());
                records.write(channel);
                return change.insert(Channel.TABLE, channel).document();
            }
            return image.imageId().equals(before.get().document().imageId())
                    ? before.get().document()
                    : update(change, before.get(), channel -> channel.movedTo(image.imageId(), clock.get()));
        });
    }

    /**
     * Returns a channel to the image before the current one. Throws CHANNEL_NOT_FOUND, IMAGE_UNAVAILABLE when there was
     * none, or when it cannot be launched any more, CONCURRENT_CHANGE.
     */
    public Channel back(ChannelName name, ExpectedImage expected) {
        return changes.change(touched(List.of(name)), change -> {
            Stored<Channel> before = get(change, name);
            requireExpected(name, Optional.of(before), expected);
            ImageId previous = before.document().previous().orElseThrow(() -> new StoreException(IMAGE_UNAVAILABLE,
                    "The channel '" + name + "' has led to '" + before.document().imageId() + "' only."));
            Launches.requireLaunchable(images.find(change, previous.value()));
            return update(change, before, channel -> channel.movedBack(clock.get()));
        });
    }

    /** All channels of this account, by name. */
    public List<Channel> list() {
        return documents(catalogue.read(reader ->
                reader.list(Channel.TABLE, Query.all().where("owner", account).orderBy("name"))));
    }

    /** These channels, in this order; throws CHANNEL_NOT_FOUND. */
    public List<Channel> describe(List<ChannelName> names) {
        return catalogue.read(reader -> {
            List<Channel> channels = new ArrayList<>();
            names.forEach(name -> channels.add(get(reader, name).document()));
            return channels;
        });
    }

    /** The channels that lead to these images, under the names by which this account calls them. */
    public Map<ImageId, List<String>> leadingTo(Collection<Image> shown) {
        return catalogue.read(reader -> ChannelUse.names(reader, account, shown));
    }

    /** Deletes channels, all or none; their images stay. Throws CHANNEL_NOT_FOUND. */
    public void delete(List<ChannelName> names) {
        changes.change(touched(names), change -> {
            List<Channel> channels = new ArrayList<>();
            names.forEach(name -> channels.add(get(change, name).document()));
            for (Channel channel : channels) {
                records.delete(channel.channelId());
                change.delete(Channel.TABLE, channel.channelId().value());
            }
            return null;
        });
    }

    /** The channels whose records may be written: those of these names as they are now, and what is made of them. */
    private List<ChannelId> touched(List<ChannelName> names, ChannelId... made) {
        List<ChannelId> ids = new ArrayList<>(List.of(made));
        catalogue.read(reader -> {
            names.forEach(name -> find(reader, name).ifPresent(stored -> ids.add(stored.document().channelId())));
            return null;
        });
        return ids;
    }

    private Channel update(Change change, Stored<Channel> before, UnaryOperator<Channel> move) {
        Channel after = move.apply(before.document());
        records.write(after);
        return change.update(Channel.TABLE, after, before.version()).document();
    }

    private Stored<Channel> get(Reader reader, ChannelName name) {
        return find(reader, name).orElseThrow(() -> new StoreException(CHANNEL_NOT_FOUND,
                "The channel '" + name + "' does not exist.", "List the channels with: slipway channel list"));
    }

    private Optional<Stored<Channel>> find(Reader reader, ChannelName name) {
        return reader.list(Channel.TABLE, Query.all().where("owner", account).where("name", name)).stream().findFirst();
    }

    private static void requireExpected(ChannelName name, Optional<Stored<Channel>> before, ExpectedImage expected) {
        Optional<ImageId> current = before.map(stored -> stored.document().imageId());
        if (!expected.fits(current)) {
            String now = current.map(id -> "leads to '" + id + "'").orElse("does not exist");
            String then = expected.image().map(id -> "lead to '" + id + "'").orElse("not exist");
            throw new StoreException(CONCURRENT_CHANGE, "The channel '" + name + "' " + now + "; it was expected to "
                    + then + ".");
        }
    }

    private static List<Channel> documents(List<Stored<Channel>> stored) {
        List<Channel> channels = new ArrayList<>();
        stored.forEach(each -> channels.add(each.document()));
        return channels;
    }
}
