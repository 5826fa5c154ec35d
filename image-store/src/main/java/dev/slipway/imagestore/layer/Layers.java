package dev.slipway.imagestore.layer;

import static dev.slipway.imagestore.errors.StoreError.RECORD_NOT_FOUND;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.layout.StoreLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The layers in place: how one is let in, and which of them are still needed. */
public final class Layers {

    private final StoreLayout layout;

    public Layers(StoreLayout layout) {
        this.layout = layout;
    }

    /**
     * Makes a staged layer one of the store's, within the transaction that also refers to it. When there is one with
     * the same content already, that one is returned and the staged one stays where it is, for the caller to delete.
     */
    public Layer admit(Change change, StagedLayer staged) {
        Optional<String> sha256 = staged.layer().sha256();
        if (sha256.isPresent()) {
            List<Stored<Layer>> same = change.list(Layer.TABLE, Query.all().where("sha", sha256.get()).limit(1));
            if (!same.isEmpty()) {
                return same.get(0).document();
            }
        }
        change.insert(Layer.TABLE, staged.layer());
        // Without the row this is garbage, which is collected; the row without this must not be. So the files move
        // while the row is still invisible.
        DurableFiles.move(staged.folder(), layout.layer(staged.layer().layerId()));
        return staged.layer();
    }

    /**
     * As {@link #admit}, under the id it has even where another layer has the same content: children name it by that id.
     * One of this id that came in meanwhile is returned instead.
     */
    public Layer admitAsItIs(Change change, StagedLayer staged) {
        LayerId id = staged.layer().layerId();
        Optional<Stored<Layer>> there = change.find(Layer.TABLE, id.value());
        if (there.isPresent()) {
            return there.get().document();
        }
        change.insert(Layer.TABLE, staged.layer());
        // A folder without a row is what a process that died left.
        DurableFiles.delete(layout.layer(id));
        DurableFiles.move(staged.folder(), layout.layer(id));
        return staged.layer();
    }

    /** A layer and all it builds on, the lowest first. Throws RECORD_NOT_FOUND where one of them is missing. */
    public static List<Layer> chain(Reader reader, LayerId top) {
        List<Layer> chain = new ArrayList<>();
        Optional<LayerId> next = Optional.of(top);
        while (next.isPresent()) {
            LayerId id = next.get();
            Layer layer = reader.find(Layer.TABLE, id.value()).orElseThrow(() -> new StoreException(RECORD_NOT_FOUND,
                    "The layer '" + id + "', on which '" + top + "' builds, is not in the catalogue.",
                    "See what else is missing with: slipway store check")).document();
            chain.add(0, layer);
            next = layer.parent();
        }
        return chain;
    }

    /** The layers that nothing needs: neither these roots, nor a layer that they need. */
    public static Set<LayerId> unneeded(Reader reader, Set<LayerId> roots) {
        Map<LayerId, Optional<LayerId>> parents = new HashMap<>();
        for (String id : reader.values(Layer.TABLE, "id", Query.all())) {
            parents.put(new LayerId(id), Optional.empty());
        }
        // Only layers with a parent need to be read: of a store that is full of imports, none.
        for (String parent : reader.values(Layer.TABLE, "parent", Query.all())) {
            for (String id : reader.values(Layer.TABLE, "id", Query.all().where("parent", parent))) {
                parents.put(new LayerId(id), Optional.of(new LayerId(parent)));
            }
        }
        Set<LayerId> unneeded = new HashSet<>(parents.keySet());
        unneeded.removeAll(reachable(parents, roots));
        return unneeded;
    }

    /** Marks: the roots, their parents, the parents of those, and so on. */
    static Set<LayerId> reachable(Map<LayerId, Optional<LayerId>> parents, Set<LayerId> roots) {
        Set<LayerId> marked = new HashSet<>();
        for (LayerId root : roots) {
            Optional<LayerId> layer = Optional.of(root);
            while (layer.isPresent() && marked.add(layer.get())) {
                layer = parents.getOrDefault(layer.get(), Optional.empty());
            }
        }
        return marked;
    }
}
