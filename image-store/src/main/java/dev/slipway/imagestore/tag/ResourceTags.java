package dev.slipway.imagestore.tag;

import static dev.slipway.imagestore.errors.StoreError.PARAMETER_MISSING;
import static dev.slipway.imagestore.errors.StoreError.RESOURCE_ID;
import static dev.slipway.imagestore.errors.StoreError.RESOURCE_LIMIT;

import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.filter.Listing;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.filter.Selection;
import dev.slipway.imagestore.record.RecordedChanges;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The tags of everything an account owns, whatever kind it is. */
public final class ResourceTags {

    /** EC2's limit for the resources of one call. */
    private static final int MOST_RESOURCES = 1000;

    private final Catalogue catalogue;
    private final RecordedChanges changes;
    private final List<TaggedKind> kinds = new ArrayList<>();

    public ResourceTags(Catalogue catalogue, RecordedChanges changes, List<TaggedKind> kinds) {
        this.catalogue = catalogue;
        this.changes = changes;
        this.kinds.addAll(kinds);
    }

    /** Adds a kind that the store does not know by itself. */
    public void register(TaggedKind kind) {
        kinds.add(kind);
    }

    /** Whether this has the form of an id of something that can have tags. */
    public boolean isResource(String id) {
        return kinds.stream().anyMatch(kind -> kind.names(id));
    }

    /**
     * Adds tags to all of these or to none, as EC2's
     * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTags.html">CreateTags</a> does; a key that
     * is there gets the new value. Throws RESOURCE_ID for what is no id, the kind's own error for what is not there,
     * TAG_LIMIT, PARAMETER_VALUE for a key that comes twice, PARAMETER_MISSING, RESOURCE_LIMIT.
     */
    public void add(List<String> ids, List<Tag> tags) {
        if (tags.isEmpty()) {
            throw new StoreException(PARAMETER_MISSING, "There is no tag to add.");
        }
        List<Tag> added = Tag.checked(tags);
        change(ids, had -> {
            Map<String, Tag> byKey = new LinkedHashMap<>();
            had.forEach(tag -> byKey.put(tag.key(), tag));
            added.forEach(tag -> byKey.put(tag.key(), tag));
            return Tag.checked(List.copyOf(byKey.values()));
        });
    }

    /**
     * Takes tags from all of these, as EC2's
     * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteTags.html">DeleteTags</a> does; one that is
     * not there is no error. Throws RESOURCE_ID, the kind's own error for what is not there, RESOURCE_LIMIT.
     *
     * @param removals which tags; none for all of them
     */
    public void remove(List<String> ids, List<TagRemoval> removals) {
        change(ids, had -> {
            List<Tag> rest = new ArrayList<>(had);
            rest.removeIf(tag -> removals.isEmpty() || removals.stream().anyMatch(removal -> removal.takes(tag)));
            return rest;
        });
    }

    /**
     * The tags of what this account owns, by resource and key, as EC2's
     * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeTags.html">DescribeTags</a> lists them.
     * Throws PARAMETER_VALUE for a filter that is none, FILTER_LIMIT, PAGE_TOKEN.
     */
    public Page<TaggedResource> search(List<Filter> filters, PageRequest page) {
        Selection<TaggedResource> selection =
                Selection.<TaggedResource>of(Query.all()).and(filters, new TagDescriptionFilters());
        List<TaggedResource> found = new ArrayList<>();
        catalogue.read(reader -> {
            kinds.forEach(kind -> found.addAll(kind.all(reader)));
            return null;
        });
        found.removeIf(resource -> !selection.rest().test(resource));
        found.sort(null);
        return Listing.pageOf(found, resource -> resource.resourceId() + " " + resource.tag().key(), filters, page);
    }

    private void change(List<String> ids, UnaryOperator<List<Tag>> difference) {
        if (ids.isEmpty()) {
            throw new StoreException(PARAMETER_MISSING, "There is no resource whose tags to change.");
        }
        if (ids.size() > MOST_RESOURCES) {
            throw new StoreException(RESOURCE_LIMIT, "One request takes at most " + MOST_RESOURCES + " resources; these are "
                    + ids.size() + ".");
        }
        Map<TaggedKind, LinkedHashSet<String>> byKind = new LinkedHashMap<>();
        for (String id : ids) {
            byKind.computeIfAbsent(kindOf(id), kind -> new LinkedHashSet<>()).add(id);
        }
        changes.change(ids, change -> {
            // Everything that can be refused is refused before the first record is written.
            List<Runnable> writes = new ArrayList<>();
            byKind.forEach((kind, some) -> plan(writes, change, kind, List.copyOf(some), difference));
            writes.forEach(Runnable::run);
            return null;
        });
    }

    private static void plan(List<Runnable> writes, Change change, TaggedKind kind, List<String> ids,
            UnaryOperator<List<Tag>> difference) {
        List<List<Tag>> had = kind.tags(change, ids);
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            List<Tag> next = difference.apply(had.get(i));
            if (!next.equals(had.get(i))) {
                writes.add(() -> kind.retag(change, id, next));
            }
        }
    }

    private TaggedKind kindOf(String id) {
        for (TaggedKind kind : kinds) {
            if (kind.names(id)) {
                return kind;
            }
        }
        throw new StoreException(RESOURCE_ID, "The ID " + Quoted.of(id) + " is not valid.",
                "Tags belong to images, snapshots, volumes, instances and key pairs, which are named here by their ids.");
    }
}
