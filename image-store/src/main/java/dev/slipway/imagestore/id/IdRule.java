package dev.slipway.imagestore.id;

import static dev.slipway.host.errors.HostError.FILE_FAILED;

import dev.slipway.host.errors.HostException;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.function.Function;

/**
 * The rule that all ids of one kind follow: a prefix and 17 hexadecimal digits. Ids of eight digits, as EC2 made them
 * until 2018, are well-formed too: they name nothing here, and a script that uses one is told so.
 *
 * @param prefix the part before the dash: {@code ami}
 */
public record IdRule(String prefix) {

    private static final int DIGITS = 17;
    private static final int OLD_DIGITS = 8;

    /** A new id. 68 random bits: two of them never meet, so none is ever looked up before it is used. */
    public String next() {
        // Read from the kernel, because SecureRandom loads a provider framework at the cost of a tenth of a cold start.
        byte[] random = new byte[(DIGITS + 1) / 2];
        try (FileInputStream urandom = new FileInputStream("/dev/urandom")) {
            if (urandom.readNBytes(random, 0, random.length) < random.length) {
                throw new HostException(FILE_FAILED, "/dev/urandom gave no random bytes.");
            }
        } catch (IOException e) {
            throw new HostException(FILE_FAILED, "/dev/urandom cannot be read: " + e.getMessage() + ".", e);
        }
        StringBuilder id = new StringBuilder(prefix.length() + 1 + DIGITS).append(prefix).append('-');
        for (int digit = 0; digit < DIGITS; digit++) {
            int shift = digit % 2 == 0 ? 4 : 0;
            id.append(Character.forDigit(random[digit / 2] >> shift & 0xf, 16));
        }
        return id.toString();
    }

    /** Whether the text is an id of this kind. */
    public boolean allows(String text) {
        int digits = text.length() - prefix.length() - 1;
        if (digits != DIGITS && digits != OLD_DIGITS || !text.startsWith(prefix) || text.charAt(prefix.length()) != '-') {
            return false;
        }
        for (int i = prefix.length() + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the text when it is an id of this kind, and throws with EC2's sentence otherwise.
     *
     * @param error makes the exception from that sentence
     */
    public String check(String text, Function<String, RuntimeException> error) {
        if (text == null || !allows(text)) {
            throw error.apply(malformed(text, prefix));
        }
        return text;
    }

    static String malformed(String text, String expected) {
        return "Invalid id: \"" + text + "\" (expecting \"" + expected + "-...\").";
    }
}
