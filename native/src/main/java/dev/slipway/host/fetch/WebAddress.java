package dev.slipway.host.fetch;

import static dev.slipway.host.errors.HostError.URL_UNUSABLE;

import dev.slipway.host.errors.HostException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a file is on the web: http or https, and nothing else. Prints without user, password and query, which are
 * secrets as often as not.
 */
public final class WebAddress {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*", Pattern.DOTALL);
    private static final int LENGTH = 8192;

    private final URI uri;

    private WebAddress(URI uri) {
        this.uri = uri;
    }

    /** Whether a text is meant as an address and not as the name of a file. */
    public static boolean isMeant(String text) {
        return SCHEME.matcher(text).matches();
    }

    /** The address; throws URL_UNUSABLE. */
    public static WebAddress of(String text) {
        if (text.length() > LENGTH) {
            throw new HostException(URL_UNUSABLE, "The URL has more than " + LENGTH + " characters.");
        }
        try {
            return checked(new URI(text));
        } catch (URISyntaxException e) {
            throw new HostException(URL_UNUSABLE, "The URL cannot be read: " + e.getReason() + " at character "
                    + (e.getIndex() + 1) + ".", "Characters such as spaces are written as %20.", e);
        }
    }

    private static WebAddress checked(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new HostException(URL_UNUSABLE, "A URL must begin with http:// or https://, not with " + scheme + ":.",
                    "A file of this machine is given by its path.", null);
        }
        if (uri.getHost() == null) {
            throw new HostException(URL_UNUSABLE, "The URL names no host.");
        }
        return new WebAddress(uri);
    }

    /** Where a server says that it is instead; throws URL_UNUSABLE, also when that would leave https. */
    WebAddress redirected(String location) {
        WebAddress there;
        try {
            there = checked(uri.resolve(new URI(location)));
        } catch (URISyntaxException e) {
            throw new HostException(URL_UNUSABLE, "The server of '" + this + "' redirects to what is no URL.", e);
        }
        if (isSecure() && !there.isSecure()) {
            throw new HostException(URL_UNUSABLE, "The server of '" + this + "' redirects from https to http.");
        }
        return there;
    }

    private boolean isSecure() {
        return uri.getScheme().equalsIgnoreCase("https");
    }

    /** The last part of its path, as the name of a file; empty where it has none. */
    public String fileName() {
        String path = uri.getPath() == null ? "" : uri.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    URI uri() {
        return uri;
    }

    /** Whether both are of one server: what one was told, the other may know. */
    boolean sameServer(WebAddress other) {
        return uri.getScheme().equalsIgnoreCase(other.uri.getScheme())
                && uri.getHost().equalsIgnoreCase(other.uri.getHost()) && uri.getPort() == other.uri.getPort();
    }

    /** What tells the server of the user and password that the address names. */
    Optional<String> authorization() {
        return Optional.ofNullable(uri.getUserInfo()).map(user -> "Basic "
                + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }
}
