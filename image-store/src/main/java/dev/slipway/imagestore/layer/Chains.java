package dev.slipway.imagestore.layer;

import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.id.LayerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many layers stand on each other. What a guest reads and has never written is looked for in one after the other,
 * so a chain is not to grow without bound.
 */
public final class Chains {

    /**
     * The deepest chain that is left alone unless a setting says otherwise. Each layer costs QEMU a millisecond at the
     * start and 0.13 MiB; from 32 on, reads of what lies at the bottom take visibly longer.
     */
    public static final int DEFAULT_LIMIT = 16;

    private Chains() {
    }

    /** How many layers a volume on this one reads: the layer, its parent, and so on. 0 for one that is not there. */
    public static int depth(Reader reader, LayerId id) {
        int depth = 0;
        Optional<LayerId> at = Optional.of(id);
        while (at.isPresent()) {
            Optional<Stored<Layer>> layer = reader.find(Layer.TABLE, at.get().value());
            depth += layer.isPresent() ? 1 : 0;
            at = layer.flatMap(stored -> stored.document().parent());
        }
        return depth;
    }

    /**
     * The fewest layers that have to stand alone so that no chain is deeper than a limit, in the order in which to
     * flatten them: on a chain of 40 with a limit of 16, the 17th and the 33rd.
     */
    public static List<LayerId> tooDeep(Reader reader, int limit) {
        Map<LayerId, Optional<LayerId>> parents = new LinkedHashMap<>();
        for (Stored<Layer> stored : reader.list(Layer.TABLE, Query.all())) {
            parents.put(stored.document().layerId(), stored.document().parent());
        }
        Map<LayerId, Integer> depths = new HashMap<>();
        List<LayerId> alone = new ArrayList<>();
        for (LayerId id : parents.keySet()) {
            measure(id, parents, limit, depths, alone);
        }
        return alone;
    }

    /** Without recursion: a chain may have become far deeper than the limit while nobody flattened it. */
    private static void measure(LayerId id, Map<LayerId, Optional<LayerId>> parents, int limit,
            Map<LayerId, Integer> depths, List<LayerId> alone) {
        List<LayerId> chain = new ArrayList<>();
        Optional<LayerId> at = Optional.of(id);
        while (at.isPresent() && !depths.containsKey(at.get())) {
            chain.add(at.get());
            at = parents.getOrDefault(at.get(), Optional.empty());
        }
        int depth = at.map(depths::get).orElse(0);
        for (int i = chain.size() - 1; i >= 0; i--) {
            depth++;
            if (depth > limit) {
                alone.add(chain.get(i));
                depth = 1;
            }
            depths.put(chain.get(i), depth);
        }
    }
}
