package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.launcher.ec2.credential.AccessKey;
import dev.slipway.launcher.ec2.protocol.Request;
import dev.slipway.launcher.ec2.signature.Signer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A small client of an endpoint on this host, which signs what it sends. */
record EndpointClient(int port, AccessKey key) {

    private static final Pattern LISTENING = Pattern.compile("slipway: listening on http://127\\.0\\.0\\.1:(\\d+)");
    private static final int PATIENCE_MILLIS = (int) TimeUnit.MINUTES.toMillis(3);

    /** A key as {@code slipway credentials create} shows it. */
    static AccessKey key(JsonNode created) {
        JsonNode key = created.path("AccessKey");
        return new AccessKey(key.path("AccessKeyId").asText(), key.path("SecretAccessKey").asText(),
                new AccountId(key.path("UserName").asText()), Instant.EPOCH);
    }

    /** A client of a server that has just been started, once it listens. */
    static EndpointClient of(Slipway.Running server, AccessKey key) {
        int[] port = new int[1];
        Await.until("the endpoint listens", () -> {
            Matcher line = LISTENING.matcher(Files.readString(server.stderr()));
            port[0] = line.find() ? Integer.parseInt(line.group(1)) : 0;
            return port[0] > 0 || !server.process().isAlive();
        });
        assertTrue(port[0] > 0, "the endpoint does not listen");
        return new EndpointClient(port[0], key);
    }

    /** The answer, which must be none of an error. */
    String answered(String form) throws IOException {
        String answer = asked(form);
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
        return answer;
    }

    /** Whatever is answered, with its head. */
    String asked(String form) throws IOException {
        String body = form + "&Version=2016-11-15";
        Request request = new Signer(key, "local-1", "ec2").form(body, Instant.now());
        StringBuilder text = new StringBuilder("POST / HTTP/1.1\r\nConnection: close\r\n");
        request.headers().forEach((name, values) -> text.append(name).append(": ").append(values.get(0)).append("\r\n"));
        return said(text + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    String said(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The content of the first element of a name. */
    static String first(String answer, String element) {
        Matcher found = Pattern.compile("<" + element + ">([^<]*)</" + element + ">").matcher(answer);
        assertTrue(found.find(), answer);
        return found.group(1);
    }
}
