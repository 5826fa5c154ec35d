package dev.slipway.imagestore.source;

import static dev.slipway.imagestore.errors.StoreError.CHECKSUM_MISSING;

import dev.slipway.host.files.DigestAlgorithm;
import dev.slipway.imagestore.errors.Quoted;
import dev.slipway.imagestore.errors.StoreException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A list of digests as it lies beside published images: {@code SHA256SUMS} in the form of GNU's tools
 * ({@code digest  name}), in that of BSD's ({@code SHA256 (name) = digest}), and the manifest of an OVA, which is the
 * second. Everything else in it, such as a signature around it, is passed over.
 */
public final class ChecksumList {

    private static final Pattern GNU = Pattern.compile("\\\\?([0-9a-fA-F]{40,128}) [ *](.+)");
    private static final Pattern BSD = Pattern.compile("(SHA-?\\d{1,3}) ?\\((.+)\\) ?= ?([0-9a-fA-F]{40,128})");

    private final Map<String, Checksum> checksums = new LinkedHashMap<>();

    private ChecksumList() {
    }

    /** Reads a list. */
    public static ChecksumList of(String text) {
        ChecksumList list = new ChecksumList();
        text.lines().map(String::strip).forEach(list::add);
        return list;
    }

    private void add(String line) {
        Matcher gnu = GNU.matcher(line);
        if (gnu.matches()) {
            DigestAlgorithm.ofHexDigits(gnu.group(1).length())
                    .ifPresent(algorithm -> put(gnu.group(2), algorithm, gnu.group(1)));
            return;
        }
        Matcher bsd = BSD.matcher(line);
        if (bsd.matches()) {
            DigestAlgorithm.named(bsd.group(1)).filter(a -> a.hexDigits() == bsd.group(3).length())
                    .ifPresent(algorithm -> put(bsd.group(2), algorithm, bsd.group(3)));
        }
    }

    /** Of several digests of one file the strongest counts. */
    private void put(String name, DigestAlgorithm algorithm, String hex) {
        Checksum checksum = new Checksum(algorithm, hex);
        checksums.merge(name, checksum,
                (one, other) -> one.algorithm().compareTo(other.algorithm()) >= 0 ? one : other);
    }

    /** The digest of the file of this name, or of that name in any folder when there is only one. */
    public Optional<Checksum> find(String name) {
        if (checksums.containsKey(name)) {
            return Optional.of(checksums.get(name));
        }
        Checksum found = null;
        for (Map.Entry<String, Checksum> entry : checksums.entrySet()) {
            if (entry.getKey().endsWith("/" + name)) {
                if (found != null && !found.equals(entry.getValue())) {
                    return Optional.empty();
                }
                found = entry.getValue();
            }
        }
        return Optional.ofNullable(found);
    }

    /** As {@link #find}; throws CHECKSUM_MISSING when it has none. */
    Checksum require(String name, Object list) {
        return find(name).orElseThrow(() -> new StoreException(CHECKSUM_MISSING,
                "The list of checksums '" + list + "' has none for " + Quoted.of(name) + ".",
                checksums.isEmpty() ? "It has no line that could be read." : "Give the digest itself: --sha256 DIGEST"));
    }
}
