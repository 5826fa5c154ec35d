package dev.slipway.imagestore.registry.imports;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.source.ImportSource;
import dev.slipway.imagestore.source.Recognised;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A machine image to be made of a source.
 *
 * @param source where its disks come from
 * @param name what it shall be called; empty where the source may say
 * @param settings what it shall be, once it is known what the source says; asked before the work begins too, with nothing
 *     recognised and when there is a name, so that what cannot be is refused then
 * @param completion done within the transaction that records the image; when it throws, nothing is left of the import
 */
public record ImportRequest(ImportSource source, Optional<String> name, Function<Recognised, ImageSettings> settings,
        BiConsumer<Change, Image> completion) {

    public ImportRequest {
        requireNonNull(source, "source");
        requireNonNull(name, "name");
        requireNonNull(settings, "settings");
        requireNonNull(completion, "completion");
    }

    /** One that is no part of anything greater. */
    public ImportRequest(ImportSource source, Optional<String> name, Function<Recognised, ImageSettings> settings) {
        this(source, name, settings, (change, image) -> { });
    }

    /** An image that is fully described, whatever its source says. */
    public static ImportRequest of(ImageSettings settings, ImportSource source) {
        return new ImportRequest(source, Optional.of(settings.name()), recognised -> settings);
    }
}
