package dev.slipway.host.fetch;

import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the headers of an answer say of the content that follows. */
record Answer(int status, HttpHeaders headers) {

    static final int OK = 200;
    static final int PARTIAL = 206;
    static final int NOT_SATISFIABLE = 416;

    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    boolean isRedirect() {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /** Worth asking again: the server itself is in trouble. */
    boolean isTemporary() {
        return status >= 500 || status == 429 || status == 408;
    }

    Optional<String> location() {
        return headers.firstValue("Location");
    }

    /** Where a part begins; empty where the header makes no sense. */
    OptionalLong partFrom() {
        Matcher range = range();
        return range.matches() ? OptionalLong.of(Long.parseLong(range.group(1))) : OptionalLong.empty();
    }

    /** How long the whole is, or {@link DownloadState#UNKNOWN}. */
    long totalBytes() {
        if (status == PARTIAL) {
            Matcher range = range();
            return range.matches() && !range.group(3).equals("*")
                    ? Long.parseLong(range.group(3)) : DownloadState.UNKNOWN;
        }
        try {
            return headers.firstValueAsLong("Content-Length").orElse(DownloadState.UNKNOWN);
        } catch (NumberFormatException e) {
            return DownloadState.UNKNOWN;
        }
    }

    /** What tells this very content from any other: a weak ETag would not. */
    Optional<String> validator() {
        return headers.firstValue("ETag").filter(tag -> !tag.startsWith("W/"))
                .or(() -> headers.firstValue("Last-Modified"));
    }

    private Matcher range() {
        return RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
    }
}
