package dev.slipway.launcher.cli.lifecycle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.image.ImageType;
import dev.slipway.imagestore.lifecycle.Prune;
import dev.slipway.imagestore.lifecycle.PruneDecision;
import dev.slipway.imagestore.lifecycle.PrunePolicy;
import dev.slipway.imagestore.lifecycle.Pruned;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Flag;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.view.DeregistrationView;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import java.time.Duration;
import java.util.List;

/** {@code slipway image prune}: what EC2 leaves to lifecycle policies. */
final class ImagePrune extends Verb {

    private final Option<String> names = options("--name", "PATTERN", Values.TEXT,
            "Only images with such a name; * is any text, ? any character. Each pattern is a group of its own.");
    private final Option<Integer> keep = requiredOption("--keep", "N", ImagePrune::number,
            "How many stay of each group, the newest; 0 for none.");
    private final Flag byFamily = flag("--by-family", "Count by family, the name up to its last dash: web for web-7.");
    private final Option<Duration> olderThan = option("--older-than", "DURATION", Values.DURATION,
            "Only images made before that long: 30d, 12h.");
    private final Option<ImageType> type = option("--type", "TYPE",
            Values.oneOf(List.of(ImageType.values()), ImageType::word), "machine (default), kernel or ramdisk images.");
    private final Flag sharedToo = flag("--shared", "Also images that are public or shared with other accounts.");
    private final Flag deleteSnapshots = flag("--delete-snapshots", "Delete their snapshots too that no other image uses.");
    private final Flag dryRun = flag("--dry-run", "Say what would go and why, and do nothing.");

    ImagePrune() {
        super("prune", "Deregister the images that newer ones have taken the place of.");
        example("slipway image prune --name 'web-*' --keep 3 --dry-run",
                "What would go and stay, and why. What is in use, in a channel, protected or shared stays.");
        example("slipway image prune --name '*' --by-family --keep 5 --older-than 30d --delete-snapshots",
                "The newest five of every family, and what is younger than a month.");
    }

    @Override
    public int run(Invocation invocation) {
        PrunePolicy policy = new PrunePolicy(type.or(ImageType.MACHINE), names.values(), byFamily.given(),
                keep.required(), olderThan.value(), sharedToo.given(), deleteSnapshots.given());
        Prune prune = invocation.store().prune();
        Pruned pruned = dryRun.given() ? prune.look(policy) : prune.run(policy);
        invocation.output().print(answer(pruned));
        long gone = pruned.decisions().stream().filter(PruneDecision::goes).count();
        invocation.note(gone + " of " + pruned.decisions().size() + " images " + (dryRun.given()
                ? "would be deregistered; this was a dry run." : "deregistered."));
        return 0;
    }

    /** A shape of Slipway's own: EC2 has no such action. */
    private static Answer answer(Pruned pruned) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode list = document.putArray("Images");
        for (PruneDecision decision : pruned.decisions()) {
            list.addObject()
                    .put("Action", decision.goes() ? "deregister" : "keep")
                    .put("ImageId", decision.image().imageId().value())
                    .put("Name", decision.image().name())
                    .put("CreationDate", Timestamp.format(decision.image().creationDate()))
                    .put("Group", decision.group())
                    .put("Reason", decision.reason().word())
                    .put("Message", decision.why());
        }
        if (!pruned.snapshots().isEmpty()) {
            DeregistrationView.putSnapshots(document, pruned.snapshots());
        }
        return Answer.list(document, "Images", Column.at("ACTION", "Action"), Column.id("IMAGE", "ImageId"),
                Column.at("NAME", "Name"), Column.at("GROUP", "Group"), Column.at("REASON", "Reason"),
                Column.at("WHY", "Message"));
    }

    private static int number(String text) {
        return text.equals("0") ? 0 : Values.COUNT.read(text);
    }
}
