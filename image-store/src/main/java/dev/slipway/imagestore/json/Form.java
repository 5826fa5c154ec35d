package dev.slipway.imagestore.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** How values of one Java type are written as JSON. */
interface Form {

    /** Writes a value that is not empty. */
    void write(JsonGenerator json, Object value) throws IOException;

    /** Reads a value; the parser stands at its first token, which is not null, and is left at its last. */
    Object read(JsonParser json) throws IOException;

    /** Whether a value is left out. */
    default boolean isEmpty(Object value) {
        return value == null;
    }

    /** What is read where nothing was written. */
    default Object absent() {
        return null;
    }
}
