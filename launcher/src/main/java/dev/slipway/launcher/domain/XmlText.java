package dev.slipway.launcher.domain;

import static dev.slipway.launcher.errors.LauncherError.INVALID_PARAMETER_VALUE;
import static java.util.Objects.requireNonNull;

import dev.slipway.launcher.errors.LauncherException;

/** The door for every text that becomes part of domain XML. */
final class XmlText {

    private XmlText() {
    }

    /**
     * Returns the text, or refuses it when it holds what no XML document can carry or what no field of ours needs:
     * control characters (line breaks included: an attribute would turn them into spaces without a word),
     * lone surrogates and the two non-characters at the end of the basic plane.
     */
    static String checked(String text, String field) {
        requireNonNull(text, field);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isISOControl(c) || Character.isSurrogate(c) || c >= '\uFFFE') {
                throw new LauncherException(INVALID_PARAMETER_VALUE, "The " + field + " '" + printable(text)
                        + "' contains the character U+" + String.format("%04X", (int) c) + ", which is not allowed.");
            }
        }
        return text;
    }

    /** As {@link #checked}, and refuses the empty text. */
    static String required(String text, String field) {
        if (checked(text, field).isEmpty()) {
            throw new LauncherException(INVALID_PARAMETER_VALUE, "The " + field + " must not be empty.");
        }
        return text;
    }

    /** The text as it may be shown on a terminal. */
    private static String printable(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            shown.append(Character.isISOControl(c) || Character.isSurrogate(c) || c >= '\uFFFE' ? '?' : c);
        }
        return shown.toString();
    }
}
