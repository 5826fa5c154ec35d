package dev.slipway.launcher.cli.channel;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.channel.Channel;
import dev.slipway.imagestore.channel.ChannelMove;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;

/** Channels, in a shape of Slipway's own. */
final class ChannelView {

    private ChannelView() {
    }

    static Answer list(List<Channel> channels) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("Channels");
        channels.forEach(channel -> put(list.addObject(), channel));
        return Answer.list(document, "Channels", Column.at("CHANNEL", "Name"), Column.id("IMAGE", "ImageId"),
                Column.at("SINCE", "Since"), Column.id("PREVIOUS", "PreviousImageId"));
    }

    private static void put(ObjectNode json, Channel channel) {
        List<ChannelMove> history = channel.history();
        json.put("Name", channel.name().toString());
        json.put("ImageId", channel.imageId().value());
        json.put("Since", Timestamp.format(history.get(history.size() - 1).at()));
        channel.previous().ifPresent(id -> json.put("PreviousImageId", id.value()));
        json.put("OwnerId", channel.ownerId().value());
        ArrayNode moves = json.putArray("History");
        for (ChannelMove move : history) {
            moves.addObject().put("ImageId", move.imageId().value()).put("Time", Timestamp.format(move.at()))
                    .put("Back", move.back());
        }
    }
}
