package dev.slipway.launcher.cli.instance;

import dev.slipway.imagestore.tag.Tag;

/** Reads a tag: {@code KEY=VALUE}. */
final class TagText {

    private TagText() {
    }

    static Tag read(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("'" + text + "' is not of the form KEY=VALUE");
        }
        return new Tag(text.substring(0, equals), text.substring(equals + 1));
    }
}
