package dev.slipway.imagestore.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import java.io.IOException;
import java.time.Instant;

/**
 * How records are written as JSON, in the catalogue and in the files beside the layers: names as EC2 writes them
 * ({@code ImageId}), times as EC2 writes them, enums as their
 * {@code toString}, which is EC2's word, what is empty left out, what is unknown ignored, so that an older
 * Slipway reads what a newer one of the same table version wrote.
 */
public final class Json {

    private Json() {
    }

    /** The one mapper; made at first use, because a command that reads no document needs none. */
    public static ObjectMapper mapper() {
        return Holder.MAPPER;
    }

    /** A record as one line of JSON. */
    public static String write(Object document) {
        try {
            return mapper().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written as JSON: " + document, e);
        }
    }

    /** The record a JSON text describes; throws STORE_CORRUPT when it describes none. */
    public static <T> T read(String json, Class<T> type) {
        try {
            return mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new StoreException(StoreError.STORE_CORRUPT,
                    "A record of kind " + type.getSimpleName() + " cannot be read: " + e.getOriginalMessage() + ".",
                    null, e);
        }
    }

    private static final class Holder {
        static final ObjectMapper MAPPER = make();

        private static ObjectMapper make() {
            SimpleModule times = new SimpleModule("times");
            times.addSerializer(Instant.class, new InstantWriter());
            times.addDeserializer(Instant.class, new InstantReader());
            ObjectMapper mapper = new ObjectMapper();
            mapper.registerModules(new Jdk8Module(), times);
            mapper.setPropertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE);
            mapper.setDefaultPropertyInclusion(JsonInclude.Include.NON_EMPTY);
            mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
            mapper.enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING);
            mapper.enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING);
            return mapper;
        }
    }

    private static final class InstantWriter extends StdScalarSerializer<Instant> {
        InstantWriter() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider context) throws IOException {
            json.writeString(Timestamp.format(value));
        }
    }

    private static final class InstantReader extends StdScalarDeserializer<Instant> {
        InstantReader() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = json.getValueAsString();
            try {
                return Timestamp.parse(text);
            } catch (IllegalArgumentException e) {
                return (Instant) context.handleWeirdStringValue(Instant.class, text, "no time: %s", e.getMessage());
            }
        }
    }
}
