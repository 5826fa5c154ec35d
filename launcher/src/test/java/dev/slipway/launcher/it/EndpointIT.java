package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Debian's AWS CLI takes a real guest through its life, by a server of the built program. */
class EndpointIT extends EndpointLab {

    @Test
    void theAwsCliTakesAGuestThroughItsLife() throws Exception {
        String image = tiny();
        assertTrue(image.startsWith("ami-"), image);
        String id = Lab.instanceId(aws.ec2("run-instances", "--image-id", image, "--instance-type", Lab.TYPE,
                "--tag-specifications", "ResourceType=instance,Tags=[{Key=Name,Value=a}]"));
        aws.ec2("wait", "instance-running", "--instance-ids", id);
        aws.ec2("create-tags", "--resources", id, "--tags", "Key=env,Value=<&>");
        assertEquals("<&>", aws.ec2("describe-tags", "--filters", "Name=resource-id,Values=" + id, "Name=key,Values=env")
                .path("Tags").path(0).path("Value").asText());
        assertEquals("required", aws.ec2("modify-instance-metadata-options", "--instance-id", id, "--http-tokens", "required")
                .path("InstanceMetadataOptions").path("HttpTokens").asText());
        assertEquals(1, aws.ec2("describe-instances", "--filters", "Name=metadata-options.http-tokens,Values=required")
                .path("Reservations").size());
        aws.ec2("stop-instances", "--instance-ids", id, "--force");
        aws.ec2("wait", "instance-stopped", "--instance-ids", id);
        assertEquals("stopped", lab.state(id));
        assertEquals("running", aws.ec2("start-instances", "--instance-ids", id)
                .path("StartingInstances").path(0).path("CurrentState").path("Name").asText());
        assertEquals("terminated", aws.ec2("terminate-instances", "--instance-ids", id)
                .path("TerminatingInstances").path(0).path("CurrentState").path("Name").asText());
    }

    @Test
    void errorsHaveEc2sCodes() throws Exception {
        aws.refused("InvalidInstanceID.NotFound", "describe-instances", "--instance-ids", "i-0123456789abcdef0");
        assertTrue(aws.run("another", "ec2", "describe-images").text().contains("(SignatureDoesNotMatch)"));
        aws.refused("UnsupportedOperation", "describe-nat-gateways");
        HttpResponse<String> unsigned = HttpClient.newHttpClient().send(HttpRequest.newBuilder(
                URI.create(aws.url() + "/?Action=DescribeImages")).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(403, unsigned.statusCode());
        assertTrue(unsigned.body().contains("<Code>MissingAuthenticationToken</Code>"), unsigned.body());
    }

    @Test
    void aUserWhoMayNotServeMetadataIsToldOnceAndServedOtherwise() throws Exception {
        Slipway.Running other = lab.slipway().start(List.of("setpriv", "--inh-caps", "-net_admin,-net_raw",
                "--bounding-set", "-net_admin,-net_raw"), "serve", "--listen", "127.0.0.1:0");
        try {
            Await.until("the other endpoint listens", () -> Files.readString(other.stderr()).contains("listening on"));
            assertEquals(1, Files.readString(other.stderr()).split("no instance metadata is served", -1).length - 1);
        } finally {
            other.signal("TERM");
        }
        assertEquals(143, other.await().exit());
    }
}
