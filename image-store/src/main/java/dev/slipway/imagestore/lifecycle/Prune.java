package dev.slipway.imagestore.lifecycle;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.id.ImageId;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageState;
import dev.slipway.imagestore.lifecycle.PruneDecision.Reason;
import dev.slipway.imagestore.sweep.Sweep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Deregisters the images of an account that newer ones have taken the place of. Never one that is in use, in a channel,
 * protected or, unless asked, shared. What is decided and what is done are one transaction.
 */
public final class Prune {

    private final Catalogue catalogue;
    private final AccountId account;
    private final Deregistration deregistration;
    private final Sweep sweep;
    private final Supplier<Instant> clock;

    /** @param sweep knows, from outside of the store, which images instances were launched from */
    public Prune(
            Catalogue catalogue, AccountId account, Deregistration deregistration, Sweep sweep, Supplier<Instant> clock) {
        this.catalogue = catalogue;
        this.account = account;
        this.deregistration = deregistration;
        this.sweep = sweep;
        this.clock = clock;
    }

    /** Deregisters what the policy does not keep. */
    public Pruned run(PrunePolicy policy) {
        List<ImageId> candidates = new ArrayList<>();
        catalogue.read(reader -> groups(reader, policy)).values().forEach(
                images -> images.forEach(image -> candidates.add(image.imageId())));
        List<PruneDecision> decisions = new ArrayList<>();
        Deregistered done = deregistration.run(candidates, reader -> {
            decisions.addAll(decide(reader, policy));
            return going(decisions);
        }, policy.deleteSnapshots());
        return new Pruned(decisions, done.snapshots());
    }

    /** What {@link #run} would do at this moment. */
    public Pruned look(PrunePolicy policy) {
        return catalogue.read(reader -> {
            List<PruneDecision> decisions = decide(reader, policy);
            return new Pruned(decisions,
                    deregistration.decide(reader, going(decisions), policy.deleteSnapshots()).snapshots());
        });
    }

    private List<PruneDecision> decide(Reader reader, PrunePolicy policy) {
        Instant now = clock.get();
        PruneGuard guard = new PruneGuard(reader, account, policy, now, sweep.neededOutside(reader).images());
        List<PruneDecision> decisions = new ArrayList<>();
        groups(reader, policy).forEach((group, images) -> {
            int newest = 0;
            for (Image image : images) {
                if (newest < policy.keep() && image.state() != ImageState.FAILED) {
                    decisions.add(new PruneDecision(image, group, Reason.NEWEST, "among the newest " + policy.keep()));
                    // One that cannot be launched stays where it is, and takes nobody's place.
                    newest += image.state() == ImageState.AVAILABLE ? 1 : 0;
                } else {
                    decisions.add(guard.decide(image, group));
                }
            }
        });
        return decisions;
    }

    /** The images by group, the newest first; each in the group of the first pattern that it fits. */
    private Map<String, List<Image>> groups(Reader reader, PrunePolicy policy) {
        Map<String, List<Image>> groups = new LinkedHashMap<>();
        Set<ImageId> seen = new HashSet<>();
        for (String pattern : policy.names()) {
            for (Stored<Image> stored : reader.list(Image.TABLE, Query.all()
                    .where("owner", account).where("type", policy.type()).whereNot("state", ImageState.DEREGISTERED)
                    .matching("name", List.of(pattern)).orderByDescending("created"))) {
                Image image = stored.document();
                if (seen.add(image.imageId())) {
                    groups.computeIfAbsent(policy.groupOf(pattern, image.name()), group -> new ArrayList<>()).add(image);
                }
            }
        }
        if (policy.byFamily()) {
            // Several patterns may have filled one family, each in its own order.
            groups.values().forEach(images -> images.sort((a, b) -> b.creationDate().compareTo(a.creationDate())));
        }
        return groups;
    }

    private static List<ImageId> going(List<PruneDecision> decisions) {
        List<ImageId> ids = new ArrayList<>();
        decisions.stream().filter(PruneDecision::goes).forEach(decision -> ids.add(decision.image().imageId()));
        return ids;
    }
}
