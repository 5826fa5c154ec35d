package dev.slipway.launcher.it;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The scripts that tests run, which are among the resources beside them. */
final class Scripts {

    private Scripts() {
    }

    /** The file of a script. */
    static Path of(String name) {
        try {
            return Path.of(Scripts.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
