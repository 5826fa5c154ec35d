package dev.slipway.imagestore.channel;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A channel as somebody names it who looks for an image: {@code web:stable}, which is one's own before it is another's,
 * or {@code 123456789012/web:stable}, which is that account's.
 *
 * @param owner whose channel is meant, where that is said
 * @param name its name
 */
public record ChannelReference(Optional<AccountId> owner, ChannelName name) {

    /** Reads {@code [account/]family:channel}; throws CHANNEL_NAME_MALFORMED. */
    public static ChannelReference parse(String text) {
        int slash = text.indexOf('/');
        if (slash >= 0 && AccountId.isAccountId(text.substring(0, slash))) {
            return new ChannelReference(Optional.of(new AccountId(text.substring(0, slash))),
                    ChannelName.parse(text.substring(slash + 1)));
        }
        return new ChannelReference(Optional.empty(), ChannelName.parse(text));
    }

    /**
     * The images that channels of this name lead to: one's own alone where one has such a channel, else those of all
     * accounts. Whether an account may see them is not looked at.
     */
    public List<ImageId> images(Reader reader, AccountId self) {
        Query named = Query.all().where("name", name);
        List<ImageId> others = new ArrayList<>();
        for (Stored<Channel> stored : reader.list(Channel.TABLE,
                owner.isPresent() ? named.where("owner", owner.get()) : named)) {
            Channel channel = stored.document();
            if (owner.isEmpty() && channel.ownerId().equals(self)) {
                return List.of(channel.imageId());
            }
            others.add(channel.imageId());
        }
        return others;
    }

    @Override
    public String toString() {
        return owner.map(account -> account + "/").orElse("") + name;
    }
}
