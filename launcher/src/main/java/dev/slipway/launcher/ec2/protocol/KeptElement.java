package dev.slipway.launcher.ec2.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A part of an answer that follows from a record and nothing else. As long as the process has that record, which is as long as
 * the catalogue has it unchanged, its XML is not made again.
 */
public final class KeptElement {

    private static final Map<Name, byte[]> KEPT = new ConcurrentHashMap<>();
    private static final ReferenceQueue<Object> GONE = new ReferenceQueue<>();

    /** A record, itself and not one that is equal, which would take long to find out; and what an answer says of it. */
    private static final class Name extends WeakReference<Object> {

        private final int hash;
        private final Object more;

        Name(Object source, Object more, ReferenceQueue<Object> gone) {
            super(source, gone);
            this.hash = System.identityHashCode(source) * 31 + more.hashCode();
            this.more = more;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return this == other || other instanceof Name name && get() != null && get() == name.get()
                    && Objects.equals(more, name.more);
        }
    }

    private final Object source;
    private final Object more;
    private final Supplier<? extends JsonNode> document;

    private KeptElement(Object source, Object more, Supplier<? extends JsonNode> document) {
        this.source = source;
        this.more = more;
        this.document = document;
    }

    /**
     * A node for the document of an answer.
     *
     * @param source the record
     * @param more what else the document follows from: few things, quickly compared
     * @param document made only where it is not known from before
     */
    public static JsonNode of(Object source, Object more, Supplier<? extends JsonNode> document) {
        return new POJONode(new KeptElement(source, more, document));
    }

    /** Its content in XML. */
    byte[] xml(Function<JsonNode, byte[]> writer) {
        byte[] known = KEPT.get(new Name(source, more, null));
        if (known == null) {
            known = writer.apply(document.get());
            KEPT.put(new Name(source, more, GONE), known);
            for (Object gone = GONE.poll(); gone != null; gone = GONE.poll()) {
                KEPT.remove(gone);
            }
        }
        return known;
    }
}
