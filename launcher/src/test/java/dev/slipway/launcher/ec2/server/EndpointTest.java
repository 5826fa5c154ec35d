package dev.slipway.launcher.ec2.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.imagestore.id.AccountId;
import dev.slipway.launcher.ec2.credential.AccessKey;
import dev.slipway.launcher.ec2.credential.AccessKeys;
import dev.slipway.launcher.ec2.protocol.Request;
import dev.slipway.launcher.ec2.signature.Signer;
import dev.slipway.launcher.ec2.signature.Verification;
import dev.slipway.launcher.service.Services;
import dev.slipway.launcher.settings.GivenSettings;
import dev.slipway.launcher.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests are answered or refused as EC2 does, with its codes and its statuses. */
class EndpointTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final String VERSION = "&Version=2016-11-15";

    @TempDir
    private Path home;
    private final List<String> defects = new ArrayList<>();
    private AccessKeys keys;
    private AccessKey key;
    private Signer signer;
    private Endpoint endpoint;

    @BeforeEach
    void make() {
        keys = new AccessKeys(home);
        key = keys.create(new AccountId("111122223333"));
        signer = new Signer(key, "local-1", "ec2");
        Settings settings = Settings.of(GivenSettings.gather(Map.of(), Map.of("SLIPWAY_HOME", home.toString())), false);
        endpoint = new Endpoint(new Verification(keys::find, Clock.fixed(NOW, ZoneOffset.UTC)),
                (caller, action) -> new Services(settings.asAccount(caller.account()), action, warning -> { }), defects::add);
    }

    @Test
    void aSignedRequestIsAnsweredWithEc2sDocument() {
        String text = refusedNot(signer.form("Action=DescribeImages" + VERSION, NOW));
        assertTrue(text.contains("<DescribeImagesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>id</requestId>"
                + "<imagesSet></imagesSet></DescribeImagesResponse>"), text);
        assertTrue(refusedNot(signer.presigned("Action=DescribeRegions" + VERSION, NOW, 60)).contains("local-1"));
    }

    @Test
    void stsSaysWhoseTheKeyIs() {
        String text = refusedNot(new Signer(key, "local-1", "sts").form("Action=GetCallerIdentity&Version=2011-06-15", NOW));
        assertTrue(text.contains("<GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:root</Arn>"), text);
    }

    @Test
    void whatIsNotSignedRightlyIsRefused() {
        String body = "Action=DescribeImages" + VERSION;
        refused(403, "MissingAuthenticationToken", new Request("POST", "/", "", Map.of("host", List.of("x")), new byte[0]));
        AccessKey other = new AccessKey(key.accessKeyId(), "another", key.account(), NOW);
        refused(403, "SignatureDoesNotMatch", new Signer(other, "local-1", "ec2").form(body, NOW));
        AccessKey none = new AccessKey("AKIAIOSFODNN7EXAMPLE", "another", key.account(), NOW);
        refused(401, "AuthFailure", new Signer(none, "local-1", "ec2").form(body, NOW));
        refused(401, "AuthFailure", new Signer(new AccessKey("..", "y", key.account(), NOW), "local-1", "ec2").form(body, NOW));
        refused(403, "SignatureDoesNotMatch", new Signer(key, "local-1", "s3").form(body, NOW));
        Request signed = signer.form(body, NOW);
        refused(403, "SignatureDoesNotMatch", new Request("POST", "/", "", signed.headers(),
                "Action=DescribeRegions".getBytes(StandardCharsets.UTF_8)));
        refused(400, "IncompleteSignature", new Request("POST", "/", "", Map.of("Authorization",
                List.of("AWS4-HMAC-SHA256 Credential=a"), "X-Amz-Date", List.of("20261128T120000Z")), new byte[0]));
    }

    @Test
    void aRequestIsGoodForFiveMinutesOrForAsLongAsItSays() {
        String body = "Action=DescribeRegions" + VERSION;
        refusedNot(signer.form(body, NOW.minus(Duration.ofMinutes(5))));
        refused(400, "RequestExpired", signer.form(body, NOW.minus(Duration.ofMinutes(5).plusSeconds(1))));
        refused(400, "RequestExpired", signer.form(body, NOW.plus(Duration.ofMinutes(5).plusSeconds(1))));
        refusedNot(signer.presigned(body, NOW.minusSeconds(3600), 3600));
        refused(400, "RequestExpired", signer.presigned(body, NOW.minusSeconds(3601), 3600));
    }

    @Test
    void aKeyThatWasDeletedIsWorthNothing() {
        Request request = signer.form("Action=DescribeRegions" + VERSION, NOW);
        refusedNot(request);
        keys.delete(key.accessKeyId());
        refused(401, "AuthFailure", request);
    }

    @Test
    void whatIsNotThereIsToldApartFromWhatIsNone() {
        refused(400, "UnsupportedOperation", signer.form("Action=CreateFleet" + VERSION, NOW));
        refused(400, "InvalidAction", signer.form("Action=Nonsense" + VERSION, NOW));
        refused(400, "MissingAction", signer.form("Version=2016-11-15", NOW));
        refused(400, "UnknownParameter", signer.form("Action=DescribeImages&Nonsense=1", NOW));
        refused(400, "UnknownParameter", signer.form("Action=DescribeImages&ImageId.x=1", NOW));
        refused(400, "MalformedQueryString", signer.form("Action=DescribeImages&Action=DescribeImages", NOW));
        refused(400, "MalformedQueryString", signer.form("Action=%zz", NOW));
        refused(400, "InvalidAMIID.NotFound", signer.form("Action=DescribeImages&ImageId.1=ami-0123456789abcdef0", NOW));
        refused(400, "InvalidParameterValue", signer.form("Action=DescribeImages&Filter.1.Name=x&Filter.1.Value.1=y", NOW));
        refused(412, "DryRunOperation", signer.form("Action=DescribeImages&DryRun=true", NOW));
        refused(400, "InvalidBlockDeviceMapping", signer.form("Action=RegisterImage&Name=web&DryRun=true", NOW));
    }

    @Test
    void nothingOfADefectIsTold() {
        Endpoint broken = new Endpoint(new Verification(keys::find, Clock.fixed(NOW, ZoneOffset.UTC)), (caller, action) -> {
            throw new IllegalStateException("a secret of the inside");
        }, defects::add);
        Reply reply = broken.answer(signer.form("Action=DescribeImages", NOW), "id");
        assertEquals(500, reply.status());
        assertEquals(List.of("a defect in Slipway met the request id (DescribeImages): java.lang.IllegalStateException: a secret of the inside"),
                defects);
        assertFalse(text(reply).contains("secret"), text(reply));
        assertTrue(text(reply).contains("<Code>InternalError</Code>"), text(reply));
    }

    private String refusedNot(Request request) {
        Reply reply = endpoint.answer(request, "id");
        assertEquals(200, reply.status(), text(reply));
        return text(reply);
    }

    private void refused(int status, String code, Request request) {
        Reply reply = endpoint.answer(request, "id");
        assertTrue(text(reply).contains("<Code>" + code + "</Code>"), text(reply));
        assertEquals(status, reply.status(), text(reply));
    }

    private static String text(Reply reply) {
        return new String(reply.body().bytes(), StandardCharsets.UTF_8);
    }
}
