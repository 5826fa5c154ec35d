package dev.slipway.launcher.cli.launch;

import dev.slipway.launcher.instance.request.TemplateReference;
import java.util.Optional;

/** A launch template in the words of {@code --launch-template}: {@code NAME} or {@code ID}, and {@code :VERSION}. */
public final class TemplateText {

    private TemplateText() {
    }

    /** Reads one; throws IllegalArgumentException with half a sentence. */
    public static TemplateReference read(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        Optional<String> version = colon < 0 ? Optional.empty() : Optional.of(text.substring(colon + 1));
        if (name.isEmpty() || version.isPresent() && version.get().isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is not NAME, NAME:VERSION, or the same with an id");
        }
        return new TemplateReference(name, version);
    }
}
