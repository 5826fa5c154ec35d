package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.imagestore.operation.Failpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Debian's AWS CLI, and the server of the built program that it talks to. */
final class AwsCli implements AutoCloseable {

    private static final String AWS = "/usr/bin/aws";
    private static final Pattern LISTENING = Pattern.compile("slipway: listening on (http://127\\.0\\.0\\.1:\\d+)");
    private static final int MINUTES_UNTIL_HUNG = 3;

    private final Slipway slipway;
    private final List<String> prefix;
    private final JsonNode key;
    private final AwsConversation conversation;
    private Slipway.Running server;
    private String url;

    /** Serves a home to a new access key of its user. */
    AwsCli(Lab lab) {
        this(lab.slipway(), List.of(), List.of());
    }

    /** The same, with a key of another account. */
    AwsCli(Lab lab, String account) {
        this(lab.slipway(), List.of(), List.of("--account", account));
    }

    /** Both inside a host within the host. */
    AwsCli(NetworkLab host) {
        this(host.lab().slipway(), host.prefix(), List.of());
    }

    /** One whose server dies when it comes to a failpoint. */
    static AwsCli dyingAt(Lab lab, String failpoint) {
        return new AwsCli(lab.slipway().in(Map.of("SLIPWAY_JAVA_OPTS", "-Dslipway.failpoint=" + failpoint)), List.of(), List.of());
    }

    private AwsCli(Slipway slipway, List<String> prefix, List<String> whose) {
        this.prefix = prefix;
        this.slipway = slipway;
        List<String> create = new ArrayList<>(List.of("credentials", "create"));
        create.addAll(whose);
        this.key = slipway.json(create.toArray(String[]::new)).path("AccessKey");
        serve(0);
        this.conversation = new AwsConversation(prefix, signing(secret()));
    }

    private void serve(int port) {
        server = slipway.start("serve", "--listen", "127.0.0.1:" + port);
        Await.until("the endpoint listens", () -> {
            Matcher line = LISTENING.matcher(Files.readString(server.stderr()));
            url = line.find() ? line.group(1) : null;
            return url != null || !server.process().isAlive();
        });
        assertTrue(url != null, () -> server.await().toString());
    }

    /** Kills the server, and starts another where it listened. */
    void killAndServeThereAgain() {
        server.signal("KILL").await();
        serve(URI.create(url).getPort());
    }

    /** Where the server listens. */
    String url() {
        return url;
    }

    /** What other clients find in their environment, to use the same server with the same key. */
    Map<String, String> environment() {
        return Map.of("AWS_ENDPOINT_URL", url, "AWS_ACCESS_KEY_ID", key.path("AccessKeyId").asText(),
                "AWS_SECRET_ACCESS_KEY", secret(), "AWS_EC2_METADATA_DISABLED", "true");
    }

    /** The key's secret. */
    String secret() {
        return key.path("SecretAccessKey").asText();
    }

    /** What {@code aws ec2 …} answers, which must succeed. */
    JsonNode ec2(String... words) {
        return of("ec2", words);
    }

    /** What a command of a service answers, which must succeed. */
    JsonNode of(String service, String... words) {
        Said said = run(secret(), service, words);
        assertEquals(0, said.exit(), () -> service + " " + String.join(" ", words) + ": " + said.text());
        try {
            return new ObjectMapper().readTree(said.text().isEmpty() ? "{}" : said.text());
        } catch (IOException e) {
            throw new UncheckedIOException(said.text(), e);
        }
    }

    /** Fails unless {@code aws ec2 …} is refused with this code. */
    void refused(String code, String... words) {
        refusedOf("ec2", code, words);
    }

    /** The same of any service. */
    void refusedOf(String service, String code, String... words) {
        Said said = run(secret(), service, words);
        assertTrue(said.exit() != 0 && said.text().contains("(" + code + ")"), () -> String.join(" ", words) + ": " + said.text());
    }

    /** What a command said, and how it ended. */
    record Said(int exit, String text) {
    }

    /** Runs a command that signs with this secret. */
    Said run(String secret, String service, String... words) {
        assertTrue(Files.isExecutable(Path.of(AWS)), "awscli is missing; run scripts/setup --tests");
        List<String> command = new ArrayList<>(List.of("--endpoint-url", url, "--output", "json", "--no-cli-pager", service));
        command.addAll(List.of(words));
        return conversation.ask(secret, command);
    }

    /** What a script for Debian's Python says, whose first argument behind its own name is where the server listens. */
    String python(String... words) {
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", words[0], url));
        command.addAll(List.of(words).subList(1, words.length));
        Said said = run(secret(), command);
        assertEquals(0, said.exit(), said::text);
        return said.text();
    }

    private Map<String, String> signing(String secret) {
        return Map.of("AWS_ACCESS_KEY_ID", key.path("AccessKeyId").asText(), "AWS_SECRET_ACCESS_KEY", secret,
                "AWS_DEFAULT_REGION", "local-1", "AWS_MAX_ATTEMPTS", "1", "AWS_EC2_METADATA_DISABLED", "true");
    }

    private Said run(String secret, List<String> program) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of("timeout", TimeUnit.MINUTES.toSeconds(MINUTES_UNTIL_HUNG) + "s"));
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(signing(secret));
        try {
            Process process = builder.start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Said(process.waitFor(), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Waits until the server has died at its failpoint. */
    void died() {
        assertEquals(Failpoint.EXIT, server.await().exit());
        conversation.close();
    }

    @Override
    public void close() {
        conversation.close();
        assertTrue(server.process().isAlive(), "the server ended by itself");
        server.signal("TERM").await();
        slipway.run("credentials", "delete", key.path("AccessKeyId").asText()).succeeded();
    }
}
