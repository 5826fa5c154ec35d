package dev.slipway.imagestore.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Records as JSON, in the catalogue and in the files beside the layers. Components have EC2's names, so
 * {@code imageId} is {@code ImageId}; times are EC2's; enums are their {@code toString}, which is EC2's word; a record of
 * one component, such as an id, is that component alone; a {@link WrittenAs} is what it says. What is empty is left
 * out, what is unknown is skipped, so that an older Slipway reads what a newer one of the same table version wrote.
 *
 * <p>Components may be text, numbers, truth, times, enums, records, and {@code Optional}, {@code List} or {@code Map} of
 * them; anything else is refused when a record is first met.
 */
public final class Json {

    private static final Forms FORMS = new Forms();

    private Json() {
    }

    /** A record as one line of JSON. */
    public static String write(Object document) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Streams.FACTORY.createGenerator(text)) {
            FORMS.of(document.getClass()).write(json, document);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot be written as JSON: " + document, e);
        }
        return text.toString();
    }

    /** The record that a JSON text describes; throws STORE_CORRUPT when it describes none. */
    public static <T> T read(String text, Class<T> type) {
        try (JsonParser json = Streams.FACTORY.createParser(text)) {
            json.nextToken();
            return type.cast(FORMS.of(type).read(json));
        } catch (JsonProcessingException e) {
            throw corrupt(type, e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw corrupt(type, e.getMessage(), e);
        }
    }

    private static StoreException corrupt(Class<?> type, String why, IOException cause) {
        return new StoreException(StoreError.STORE_CORRUPT,
                "A record of kind " + type.getSimpleName() + " cannot be read: " + why + ".", null, cause);
    }

    /** Made at first use: a command that reads no document needs none. */
    private static final class Streams {
        static final JsonFactory FACTORY = new JsonFactory();
    }
}
