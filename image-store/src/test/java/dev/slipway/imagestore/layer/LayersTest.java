package dev.slipway.imagestore.layer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.imagestore.id.LayerId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LayersTest {

    private static final LayerId A = LayerId.next();
    private static final LayerId B = LayerId.next();
    private static final LayerId C = LayerId.next();
    private static final LayerId D = LayerId.next();

    /** A on B on C; D on C. */
    private static final Map<LayerId, Optional<LayerId>> PARENTS = Map.of(
            A, Optional.of(B), B, Optional.of(C), C, Optional.empty(), D, Optional.of(C));

    @Test
    void aLayerIsReachedThroughItsChildren() {
        assertEquals(Set.of(A, B, C), Layers.reachable(PARENTS, Set.of(A)));
        assertEquals(Set.of(D, C), Layers.reachable(PARENTS, Set.of(D)));
        assertEquals(Set.of(A, B, C, D), Layers.reachable(PARENTS, Set.of(A, D)));
        assertEquals(Set.of(), Layers.reachable(PARENTS, Set.of()));
    }

    @Test
    void brokenLineagesComeToAnEnd() {
        assertEquals(Set.of(A, B), Layers.reachable(Map.of(A, Optional.of(B)), Set.of(A)));
        assertEquals(Set.of(A, B), Layers.reachable(Map.of(A, Optional.of(B), B, Optional.of(A)), Set.of(A)));
    }

    @Test
    void sizesAreWholeGibibytes() {
        assertEquals(1, Gibibytes.holding(1));
        assertEquals(1, Gibibytes.holding(1L << 30));
        assertEquals(2, Gibibytes.holding((1L << 30) + 1));
        assertEquals(65_536, Gibibytes.holding(64L << 40));
    }
}
