package dev.slipway.imagestore.registry.imports;

import static java.util.Objects.requireNonNull;

import dev.slipway.imagestore.image.ImageSettings;
import dev.slipway.imagestore.source.ImportSource;
import dev.slipway.imagestore.source.Recognised;
import java.util.Optional;
import java.util.function.Function;

/**
 * A machine image to be made of a source.
 *
 * @param source where its disks come from
 * @param name what it shall be called; empty where the source may say
 * @param settings what it shall be, once it is known what the source says; asked before the work begins too, with nothing
 *     recognised and when there is a name, so that what cannot be is refused then
 */
public record ImportRequest(ImportSource source, Optional<String> name, Function<Recognised, ImageSettings> settings) {

    public ImportRequest {
        requireNonNull(source, "source");
        requireNonNull(name, "name");
        requireNonNull(settings, "settings");
    }

    /** An image that is fully described, whatever its source says. */
    public static ImportRequest of(ImageSettings settings, ImportSource source) {
        return new ImportRequest(source, Optional.of(settings.name()), recognised -> settings);
    }
}
