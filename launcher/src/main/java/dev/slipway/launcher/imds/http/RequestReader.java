package dev.slipway.launcher.imds.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads requests off a connection, within limits on their size and on the time they take. */
final class RequestReader {

    private static final int LARGEST_HEAD = 16 << 10;
    private static final int LARGEST_BODY = 4 << 10;
    private static final int LONGEST_PATH = 64;
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final String KEEP = "keep-alive";

    private final InputStream in;
    private final byte[] buffer = new byte[2048];
    private int next;
    private int end;

    RequestReader(InputStream in) {
        this.in = in;
    }

    /** What cannot be answered but by this status, after which the connection is of no more use. */
    static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1;
        private final int status;

        Unreadable(int status) {
            super("answered by " + status);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** The next request; empty where the client has gone, or has nothing more to ask. */
    Optional<MetadataRequest> read() throws IOException, Unreadable {
        String head;
        try {
            head = head();
        } catch (EOFException e) {
            return Optional.empty();
        }
        List<String> lines = head.lines().toList();
        String[] words = lines.isEmpty() ? new String[0] : lines.get(0).split(" ", -1);
        if (words.length != 3 || !words[0].matches("[A-Z]{1,16}") || !words[1].startsWith("/") || !words[2].matches("HTTP/1\\.[01]")) {
            throw new Unreadable(MetadataAnswer.BAD_REQUEST);
        }
        Map<String, List<String>> headers = headers(lines.subList(1, lines.size()));
        skipBody(headers);
        String path = words[1].split("[?#]", 2)[0];
        String wanted = String.join(",", headers.getOrDefault("connection", List.of())).toLowerCase(Locale.ROOT);
        boolean persistent = words[2].endsWith("1") ? !wanted.contains("close") : wanted.contains(KEEP);
        return Optional.of(new MetadataRequest(words[0], parts(path), path.endsWith("/"), headers, persistent));
    }

    private String head() throws IOException, Unreadable {
        long began = 0;
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int lineLength = 0;
        while (true) {
            int one = one();
            if (one < 0) {
                throw new EOFException();
            }
            began = began == 0 ? System.nanoTime() : began;
            if (System.nanoTime() - began > LONGEST.toNanos()) {
                throw new SocketTimeoutException("the request takes too long to arrive");
            }
            if (one == '\n') {
                // Empty lines before a request do no harm.
                if (lineLength == 0 && head.size() > 0) {
                    return head.toString(ISO_8859_1);
                }
                if (lineLength > 0) {
                    head.write('\n');
                }
                lineLength = 0;
            } else if (one != '\r') {
                head.write(one);
                lineLength++;
            }
            if (head.size() > LARGEST_HEAD) {
                throw new Unreadable(MetadataAnswer.HEADERS_TOO_LARGE);
            }
        }
    }

    private int one() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, in.read(buffer, 0, buffer.length));
            if (end == 0) {
                return -1;
            }
        }
        return buffer[next++] & 0xFF;
    }

    private static Map<String, List<String>> headers(List<String> lines) throws Unreadable {
        Map<String, List<String>> headers = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon < 1 || line.charAt(0) <= ' ' || line.charAt(colon - 1) <= ' ') {
                throw new Unreadable(MetadataAnswer.BAD_REQUEST);
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** Nothing that can be asked here has content; a little of it is taken and forgotten. */
    private void skipBody(Map<String, List<String>> headers) throws IOException, Unreadable {
        if (headers.containsKey("transfer-encoding")) {
            throw new Unreadable(MetadataAnswer.BAD_REQUEST);
        }
        List<String> given = headers.getOrDefault("content-length", List.of("0"));
        if (given.size() != 1 || !given.get(0).matches("\\d{1,4}") || Integer.parseInt(given.get(0)) > LARGEST_BODY) {
            throw new Unreadable(MetadataAnswer.BAD_REQUEST);
        }
        long end = System.nanoTime() + LONGEST.toNanos();
        for (int left = Integer.parseInt(given.get(0)); left > 0; left--) {
            if (one() < 0 || System.nanoTime() > end) {
                throw new EOFException("the request was cut off");
            }
        }
    }

    private static List<String> parts(String path) throws Unreadable {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/")) {
            if (!part.isEmpty()) {
                parts.add(decoded(part));
            }
        }
        if (parts.size() > LONGEST_PATH) {
            throw new Unreadable(MetadataAnswer.NOT_FOUND);
        }
        return parts;
    }

    private static String decoded(String part) throws Unreadable {
        if (part.indexOf('%') < 0) {
            return part;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) != '%') {
                bytes.write(part.charAt(i));
                continue;
            }
            int high = i + 2 < part.length() ? Character.digit(part.charAt(i + 1), 16) : -1;
            int low = i + 2 < part.length() ? Character.digit(part.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                throw new Unreadable(MetadataAnswer.BAD_REQUEST);
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw new Unreadable(MetadataAnswer.BAD_REQUEST);
        }
    }
}
