package dev.slipway.launcher.cli.image;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.host.errors.ExitCode;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.care.VerifiedImage;
import dev.slipway.imagestore.care.VerifiedPart;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.image.Image;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.util.ArrayList;
import java.util.List;

/** {@code slipway image verify}. */
final class ImageVerify extends Verb {

    private final Argument<String> references = arguments("IMAGE", 0, Argument.ANY, Values.TEXT,
            "Ids or names of images.");
    private final Flag all = flag("--all", "Every image you own, kernels and ramdisks included.");

    ImageVerify() {
        super("verify", "Read images again and compare them with what was stored; ends with 4 when one is damaged.");
        example("slipway image verify web", "One image: its layers with all they build on, digests and headers.");
        example("slipway image verify --all -o json", "Everything, layer by layer.");
    }

    @Override
    public int run(Invocation invocation) {
        List<VerifiedImage> verified =
                invocation.store().verification().verify(images(invocation), invocation.progress());
        invocation.output().print(answer(verified));
        List<String> broken = new ArrayList<>();
        verified.stream().filter(image -> !image.isSound()).forEach(image -> broken.add(image.image().imageId().value()));
        invocation.note(broken.isEmpty()
                ? verified.size() == 1 ? "the image is what it was when it was stored"
                        : "all " + verified.size() + " images are what they were when they were stored"
                : broken.size() + " of " + verified.size() + " images cannot be trusted: " + String.join(", ", broken));
        return broken.isEmpty() ? 0 : ExitCode.REFUSED.number();
    }

    private List<Image> images(Invocation invocation) {
        if (all.given() == references.given()) {
            throw new LauncherException(LauncherError.USAGE, "Name images, or say --all.");
        }
        ImageStore store = invocation.store();
        if (all.given()) {
            return store.images().list(Query.all().where("owner", store.account()));
        }
        return store.images().find(references.values());
    }

    private static Answer answer(List<VerifiedImage> verified) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        ArrayNode list = document.putArray("Images");
        for (VerifiedImage image : verified) {
            ObjectNode json = list.addObject();
            json.put("ImageId", image.image().imageId().value()).put("Name", image.image().name())
                    .put("Verdict", image.isSound() ? "sound" : "damaged");
            ArrayNode parts = json.putArray("Parts");
            for (VerifiedPart part : image.parts()) {
                ObjectNode row = put(parts.addObject(), part);
                rows.add(row.deepCopy().put("ImageId", image.image().imageId().value()));
            }
        }
        return new Answer(document, rows, List.of(Column.id("IMAGE", "ImageId"), Column.at("KIND", "Kind"),
                Column.id("PART", "Id"), Column.at("BYTES", "Bytes"), Column.at("VERDICT", "Verdict"),
                new Column("PROBLEM", row -> row.path("Problems").path(0).asText())));
    }

    private static ObjectNode put(ObjectNode json, VerifiedPart part) {
        json.put("Kind", part.kind()).put("Id", part.id()).put("Bytes", part.bytes());
        part.sha256().ifPresent(digest -> json.put("Sha256", digest));
        json.put("Verdict", !part.isSound() ? "damaged" : part.isRecorded() ? "recorded" : "sound");
        ArrayNode problems = json.putArray("Problems");
        part.problems().forEach(problems::add);
        return json;
    }
}
