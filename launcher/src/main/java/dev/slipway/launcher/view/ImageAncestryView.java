package dev.slipway.launcher.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.filter.AccountWords;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.registry.ImageAncestry;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.List;

/** The line of an image in the shape of EC2's GetImageAncestry. */
public final class ImageAncestryView {

    private ImageAncestryView() {
    }

    /** The images of a line, the youngest first, as an account sees them. */
    public static Answer of(List<ImageAncestry.Ancestor> line, AccountId account) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("ImageAncestryEntries");
        for (ImageAncestry.Ancestor ancestor : line) {
            Image image = ancestor.image();
            ObjectNode json = list.addObject();
            json.put("CreationDate", Timestamp.format(image.creationDate()));
            json.put("ImageId", image.imageId().value());
            if (image.ownerId().equals(account)) {
                json.put("ImageOwnerAlias", AccountWords.SELF);
            }
            image.origin().sourceImageId().ifPresent(id -> json.put("SourceImageId", id.value()));
            image.origin().sourceImageRegion().ifPresent(region -> json.put("SourceImageRegion", region));
            json.putObject("Slipway").put("Name", image.name()).put("Region", ancestor.region())
                    .put("State", image.state().word());
        }
        return Answer.list(document, "ImageAncestryEntries", Column.id("IMAGE", "ImageId"),
                Column.at("NAME", "Slipway", "Name"), Column.at("REGION", "Slipway", "Region"),
                Column.at("STATE", "Slipway", "State"), Column.at("CREATED", "CreationDate"),
                Column.id("SOURCE", "SourceImageId"));
    }
}
