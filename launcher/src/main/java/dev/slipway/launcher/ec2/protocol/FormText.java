package dev.slipway.launcher.ec2.protocol;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Names and values as query strings and form bodies carry them. */
public final class FormText {

    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final String HEX = "0123456789ABCDEF";
    private static final int RADIX = 16;
    private static final int HALF_BYTE = 4;
    private static final int BYTE = 0xFF;

    private FormText() {
    }

    /** The pairs in the order they came in; throws MALFORMED_QUERY. */
    public static List<Map.Entry<String, String>> read(String text) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                pairs.add(Map.entry(decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1))));
            }
        }
        return pairs;
    }

    /** A text as RFC 3986 encodes it, and with it Signature Version 4. */
    public static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            int value = each & BYTE;
            if (PLAIN.indexOf(value) >= 0) {
                encoded.append((char) value);
            } else {
                encoded.append('%').append(HEX.charAt(value >> HALF_BYTE)).append(HEX.charAt(value % RADIX));
            }
        }
        return encoded.toString();
    }

    private static String decoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer plain = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                plain.put(bytes[i] == '+' ? (byte) ' ' : bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], RADIX) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], RADIX) : -1;
            if (high < 0 || low < 0) {
                throw malformed();
            }
            plain.put((byte) (high * RADIX + low));
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(plain.flip()).toString();
        } catch (CharacterCodingException e) {
            throw malformed();
        }
    }

    private static LauncherException malformed() {
        return new LauncherException(LauncherError.MALFORMED_QUERY, "The query string contains a syntax error.");
    }
}
