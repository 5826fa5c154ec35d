package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Debian's AWS CLI takes a real guest through its life, by a server of the built program. */
class EndpointIT extends TinyGuestLab {

    private static final String AWS = "/usr/bin/aws";
    private static final Pattern LISTENING = Pattern.compile("slipway: listening on (http://127\\.0\\.0\\.1:\\d+)");
    private static final int MINUTES_UNTIL_HUNG = 3;

    private Slipway.Running server;
    private String url;
    private JsonNode key;

    @BeforeEach
    void serve() {
        key = lab.slipway().json("credentials", "create").path("AccessKey");
        server = lab.slipway().start("serve", "--listen", "127.0.0.1:0");
        Await.until("the endpoint listens", () -> {
            Matcher line = LISTENING.matcher(Files.readString(server.stderr()));
            url = line.find() ? line.group(1) : null;
            return url != null;
        });
    }

    @AfterEach
    void end() {
        assertTrue(server.process().isAlive(), "the server ended by itself");
        server.signal("TERM").await();
        lab.slipway().run("credentials", "delete", key.path("AccessKeyId").asText()).succeeded();
    }

    @Test
    void theAwsCliTakesAGuestThroughItsLife() throws Exception {
        String image = aws("describe-images", "--filters", "Name=name,Values=" + Lab.HVM).path("Images").path(0).path("ImageId").asText();
        assertTrue(image.startsWith("ami-"), image);
        String id = Lab.instanceId(aws("run-instances", "--image-id", image, "--instance-type", Lab.TYPE,
                "--tag-specifications", "ResourceType=instance,Tags=[{Key=Name,Value=a}]"));
        aws("wait", "instance-running", "--instance-ids", id);
        aws("create-tags", "--resources", id, "--tags", "Key=env,Value=<&>");
        assertEquals("<&>", aws("describe-tags", "--filters", "Name=resource-id,Values=" + id, "Name=key,Values=env")
                .path("Tags").path(0).path("Value").asText());
        aws("stop-instances", "--instance-ids", id, "--force");
        aws("wait", "instance-stopped", "--instance-ids", id);
        assertEquals("stopped", lab.state(id));
        assertEquals("running", aws("start-instances", "--instance-ids", id)
                .path("StartingInstances").path(0).path("CurrentState").path("Name").asText());
        assertEquals("terminated", aws("terminate-instances", "--instance-ids", id)
                .path("TerminatingInstances").path(0).path("CurrentState").path("Name").asText());
    }

    @Test
    void errorsHaveEc2sCodes() throws Exception {
        assertTrue(refused(key.path("SecretAccessKey").asText(), "describe-instances", "--instance-ids", "i-0123456789abcdef0")
                .contains("(InvalidInstanceID.NotFound)"));
        assertTrue(refused("another", "describe-images").contains("(SignatureDoesNotMatch)"));
        assertTrue(refused(key.path("SecretAccessKey").asText(), "describe-vpcs").contains("(UnsupportedOperation)"));
        HttpResponse<String> unsigned = HttpClient.newHttpClient().send(HttpRequest.newBuilder(
                URI.create(url + "/?Action=DescribeImages")).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(403, unsigned.statusCode());
        assertTrue(unsigned.body().contains("<Code>MissingAuthenticationToken</Code>"), unsigned.body());
    }

    private JsonNode aws(String... words) throws Exception {
        Process process = start(key.path("SecretAccessKey").asText(), words);
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), () -> String.join(" ", words) + ": " + said);
        return new ObjectMapper().readTree(said.isEmpty() ? "{}" : said);
    }

    private String refused(String secret, String... words) throws Exception {
        Process process = start(secret, words);
        String said = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor() != 0, said);
        return said;
    }

    private Process start(String secret, String... words) throws Exception {
        assertTrue(Files.isExecutable(Path.of(AWS)), "awscli is missing; run scripts/setup --tests");
        List<String> command = new ArrayList<>(List.of("timeout", TimeUnit.MINUTES.toSeconds(MINUTES_UNTIL_HUNG) + "s", AWS,
                "--endpoint-url", url, "--output", "json", "--no-cli-pager", "ec2"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("AWS_ACCESS_KEY_ID", key.path("AccessKeyId").asText());
        builder.environment().put("AWS_SECRET_ACCESS_KEY", secret);
        builder.environment().put("AWS_DEFAULT_REGION", "local-1");
        builder.environment().put("AWS_MAX_ATTEMPTS", "1");
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        return builder.start();
    }
}
