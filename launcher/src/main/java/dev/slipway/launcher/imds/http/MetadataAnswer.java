package dev.slipway.launcher.imds.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.OptionalInt;

/**
 * An answer.
 *
 * @param headers beside those that every answer has
 * @param hopLimit how many hops it may make, where that is limited
 */
public record MetadataAnswer(int status, String type, byte[] body, Map<String, String> headers, OptionalInt hopLimit) {

    public static final int OK = 200;
    public static final int BAD_REQUEST = 400;
    public static final int UNAUTHORIZED = 401;
    public static final int FORBIDDEN = 403;
    public static final int NOT_FOUND = 404;
    public static final int METHOD_NOT_ALLOWED = 405;
    public static final int HEADERS_TOO_LARGE = 431;
    public static final int DEFECT = 500;
    public static final int UNAVAILABLE = 503;

    private static final String TEXT = "text/plain";

    public MetadataAnswer {
        body = body.clone();
        headers = Map.copyOf(headers);
    }

    /** What was asked for. */
    public static MetadataAnswer of(String type, byte[] body) {
        return new MetadataAnswer(OK, type, body, Map.of(), OptionalInt.empty());
    }

    /** The same as text. */
    public static MetadataAnswer of(String text) {
        return of(TEXT, text.getBytes(UTF_8));
    }

    /** That it is not to be had; no more is said than by the number. */
    public static MetadataAnswer refused(int status) {
        return new MetadataAnswer(status, TEXT, (status + " - " + reason(status) + "\n").getBytes(US_ASCII), Map.of(), OptionalInt.empty());
    }

    /** Writes it in one piece. */
    void write(OutputStream out, boolean withBody, boolean persistent) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(' ').append(reason(status)).append("\r\n");
        head.append("Content-Type: ").append(type).append("\r\n");
        head.append("Content-Length: ").append(body.length).append("\r\n");
        head.append("Date: ").append(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC))).append("\r\n");
        head.append("Server: EC2ws\r\n");
        head.append("Connection: ").append(persistent ? "keep-alive" : "close").append("\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(head.append("\r\n").toString().getBytes(US_ASCII));
        if (withBody) {
            whole.write(body);
        }
        out.write(whole.toByteArray());
        out.flush();
    }

    private static String reason(int status) {
        return switch (status) {
            case OK -> "OK";
            case BAD_REQUEST -> "Bad Request";
            case UNAUTHORIZED -> "Unauthorized";
            case FORBIDDEN -> "Forbidden";
            case NOT_FOUND -> "Not Found";
            case METHOD_NOT_ALLOWED -> "Not Allowed";
            case HEADERS_TOO_LARGE -> "Request Header Fields Too Large";
            case UNAVAILABLE -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
