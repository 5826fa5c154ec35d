package dev.slipway.launcher.keypair;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Reads a public key in the forms that EC2's
 * <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ImportKeyPair.html">ImportKeyPair</a> takes: a line of
 * OpenSSH's, SSH's own file format (RFC 4716), or base64 of the DER, with or without the lines of a PEM around it.
 */
final class PublicKeyText {

    private static final String RFC4716 = "---- BEGIN SSH2 PUBLIC KEY ----";
    private static final String RFC4716_END = "---- END SSH2 PUBLIC KEY ----";
    private static final String PEM = "-----BEGIN PUBLIC KEY-----";
    private static final String PEM_END = "-----END PUBLIC KEY-----";
    /** The lengths EC2 takes. */
    private static final List<Integer> RSA_BITS = List.of(1024, 2048, 4096);

    private PublicKeyText() {
    }

    /** The key in a text. Throws KEY_FORMAT for what is none, or one of a kind or length that EC2 does not take. */
    static PublicKeyMaterial read(String text) {
        PublicKeyMaterial key = material(text.strip());
        if (key.type() == KeyType.RSA && !RSA_BITS.contains(key.bits())) {
            throw new LauncherException(LauncherError.KEY_FORMAT,
                    "Invalid DER encoded key material: an rsa key of " + key.bits() + " bits.",
                    "Keys of 1024, 2048 and 4096 bits can be imported, and ed25519 keys.");
        }
        return key;
    }

    private static PublicKeyMaterial material(String text) {
        if (text.contains("PRIVATE KEY-----")) {
            throw invalid("this is a private key, which belongs to nobody but you",
                    "Take the public one: ssh-keygen -y -f FILE", null);
        }
        try {
            if (text.startsWith(RFC4716)) {
                return ofBlob(decoded(rfc4716Body(text)));
            }
            if (text.startsWith(PEM)) {
                return PublicKeyMaterial.ofDer(decoded(between(text, PEM, PEM_END)));
            }
            return text.contains(" ") ? ofBlob(decoded(openSshBody(text))) : PublicKeyMaterial.ofDer(decoded(text));
        } catch (IllegalArgumentException e) {
            throw invalid("the text is no public key of kind rsa or ed25519", "ssh-keygen -t ed25519 makes one", e);
        }
    }

    /** {@code ssh-rsa AAAA… comment}: one line, without options in front, which are for a server's own file. */
    private static String openSshBody(String text) {
        String[] words = text.split("[ \t]+", 3);
        if (text.indexOf('\n') >= 0 || !isName(words[0])) {
            throw new IllegalArgumentException("no line of OpenSSH's");
        }
        return words[1];
    }

    private static boolean isName(String word) {
        return word.equals(KeyType.RSA.sshName()) || word.equals(KeyType.ED25519.sshName());
    }

    private static String rfc4716Body(String text) {
        StringBuilder body = new StringBuilder();
        boolean goesOn = false;
        for (String line : between(text, RFC4716, RFC4716_END).split("\r?\n")) {
            // A header, whose line may go on behind a backslash.
            boolean header = goesOn || line.indexOf(':') >= 0;
            goesOn = header && line.endsWith("\\");
            body.append(header ? "" : line);
        }
        return body.toString();
    }

    private static String between(String text, String begin, String end) {
        int last = text.indexOf(end);
        if (last < 0) {
            throw new IllegalArgumentException("the end is missing");
        }
        return text.substring(begin.length(), last);
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
    }

    private static PublicKeyMaterial ofBlob(byte[] blob) {
        SshBytesReader reader = new SshBytesReader(blob);
        String name = new String(reader.string(), StandardCharsets.US_ASCII);
        PublicKeyMaterial key;
        if (name.equals(KeyType.RSA.sshName())) {
            BigInteger exponent = new BigInteger(reader.string());
            key = PublicKeyMaterial.rsa(exponent, new BigInteger(reader.string()));
        } else if (name.equals(KeyType.ED25519.sshName())) {
            key = PublicKeyMaterial.ed25519(reader.string());
        } else {
            throw new IllegalArgumentException("a key of another kind");
        }
        if (!reader.atEnd()) {
            throw new IllegalArgumentException("something follows the key");
        }
        return key;
    }

    private static LauncherException invalid(String what, String hint, Throwable cause) {
        return new LauncherException(LauncherError.KEY_FORMAT, "Key is not in valid OpenSSH public key format: " + what
                + ".", hint, cause);
    }
}
