package dev.slipway.launcher.cli.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The AWS CLI's shorthand for JSON objects: {@code Key=value,Other={Inner=value}}.
 * See https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html; lists and quotes are left out, which
 * nothing here needs.
 */
final class ShorthandText {

    private final String text;
    private int at;

    private ShorthandText(String text) {
        this.text = text;
    }

    /** Reads one object whose values are all text; throws IllegalArgumentException with half a sentence. */
    static ObjectNode read(String text) {
        ShorthandText reader = new ShorthandText(text);
        ObjectNode object = reader.object();
        if (reader.at < text.length()) {
            throw reader.unexpected();
        }
        return object;
    }

    private ObjectNode object() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (true) {
            String key = until("=,{}");
            if (key.isEmpty() || !skip('=')) {
                throw unexpected();
            }
            if (skip('{')) {
                object.set(key, object());
                if (!skip('}')) {
                    throw unexpected();
                }
            } else {
                object.put(key, until(",{}"));
            }
            if (!skip(',')) {
                return object;
            }
        }
    }

    private String until(String ends) {
        int from = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private boolean skip(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("'" + text + "' cannot be read from character " + (at + 1) + " on");
    }
}
