package dev.slipway.launcher.imds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.launcher.imds.http.MetadataAnswer;
import dev.slipway.launcher.imds.http.MetadataRequest;
import dev.slipway.launcher.imds.token.Tokens;
import dev.slipway.launcher.instance.metadata.MetadataSubject;
import dev.slipway.launcher.instance.record.MetadataOptions;
import dev.slipway.launcher.instance.record.MetadataOptions.HttpTokens;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rules of the metadata service, and its whole tree, read as cloud-init reads it. */
class MetadataServiceTest {

    private static final Path PAGE = Path.of("../docs/metadata.md");
    private static final byte[] SECRET = new byte[32];
    private static final String LIFE = "X-aws-ec2-metadata-token-ttl-seconds";
    private static final String TOKEN = "X-aws-ec2-metadata-token";
    private static final String ID = "/latest/meta-data/instance-id";

    private final MetadataSubject strict = SampleSubject.full(SampleSubject.options(HttpTokens.REQUIRED));
    private final MetadataSubject lenient = SampleSubject.full(SampleSubject.options(HttpTokens.OPTIONAL));
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final MetadataService service = new MetadataService(new Tokens(SECRET, new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }));

    @Test
    void aTokenIsForOneInstanceAndForItsTime() {
        String token = token(strict, 60);
        assertEquals(56, token.length());
        assertEquals(200, ask(strict, "GET", ID, TOKEN, token).status());
        assertEquals(200, ask(strict, "HEAD", ID, TOKEN, token).status());
        assertEquals(401, ask(strict, "GET", ID).status());
        assertEquals(401, ask(lenient, "GET", ID, TOKEN, token).status(), "another's");
        now = now.plus(Duration.ofSeconds(59));
        assertEquals(200, ask(strict, "GET", ID, TOKEN, token).status());
        now = now.plusSeconds(1);
        assertEquals(401, ask(strict, "GET", ID, TOKEN, token).status());
    }

    @Test
    void aTokenThatIsNoneIsRefusedAlsoWhereNoneIsNeeded() {
        assertEquals(200, ask(lenient, "GET", ID).status());
        String token = token(lenient, 21_600);
        char other = token.charAt(20) == 'A' ? 'B' : 'A';
        for (String wrong : List.of("", "x", token.substring(1), token + "A", token.substring(0, 20) + other + token.substring(21),
                "!".repeat(56), "=".repeat(56), "A".repeat(56))) {
            assertEquals(401, ask(lenient, "GET", ID, TOKEN, wrong).status(), wrong);
        }
        assertEquals(401, ask(lenient, "GET", "/nothing", TOKEN, "x").status());
    }

    @Test
    void aTokenIsGivenForALifeThatEc2Gives() {
        for (String life : List.of("1", "60", "21600")) {
            MetadataAnswer answer = ask(strict, "PUT", "/latest/api/token", LIFE, life);
            assertEquals(200, answer.status(), life);
            assertEquals(Map.of(LIFE, life), answer.headers());
        }
        for (String life : List.of("0", "21601", "-1", "1.5", "", "soon", "99999999999", "٣")) {
            assertEquals(400, ask(strict, "PUT", "/latest/api/token", LIFE, life).status(), life);
        }
        assertEquals(400, ask(strict, "PUT", "/latest/api/token").status());
        assertEquals(403, ask(strict, "PUT", "/latest/api/token", LIFE, "60", "X-Forwarded-For", "10.0.0.1").status());
        assertEquals(OptionalInt.of(1), ask(strict, "PUT", "/latest/api/token", LIFE, "60").hopLimit());
        assertEquals(OptionalInt.empty(), ask(lenient, "GET", ID).hopLimit());
    }

    @Test
    void whatIsNotThereIsNotFoundAndWhatIsCannotBeWritten() {
        for (String path : List.of("/x", "/latest/x", "/latest/meta-data/x", ID + "/", ID + "/x", "/latest/meta-data/iam/",
                "/latest/meta-data/spot/instance-action", "/latest/meta-data/events/maintenance/scheduled", "/latest/dynamic/fws/",
                "/latest/api", "/1999-01-01/meta-data/", "/latest/meta-data/public-ipv4", "/latest/dynamic/instance-identity/pkcs7")) {
            assertEquals(404, ask(lenient, "GET", path).status(), path);
        }
        assertEquals(405, ask(lenient, "GET", "/latest/api/token").status());
        assertEquals(405, ask(lenient, "PUT", ID).status());
        assertEquals(404, ask(lenient, "PUT", "/latest/x").status());
        for (String method : List.of("POST", "DELETE", "OPTIONS", "PATCH")) {
            assertEquals(405, ask(lenient, method, ID).status(), method);
        }
    }

    @Test
    void nothingIsSaidWhileItIsSwitchedOff() {
        MetadataSubject off = SampleSubject.full(new MetadataOptions(HttpTokens.OPTIONAL, 1, false, true));
        assertEquals(403, ask(off, "GET", ID).status());
        assertEquals(403, ask(off, "GET", "/").status());
        assertEquals(403, ask(off, "PUT", "/latest/api/token", LIFE, "60").status());
    }

    @Test
    void allThatIsListedCanBeRead() {
        for (MetadataSubject subject : List.of(lenient, SampleSubject.bare())) {
            List<String> versions = text(subject, "/").lines().toList();
            assertTrue(versions.containsAll(List.of("1.0", "2007-01-19", "2009-04-04", "2016-09-02", "2018-09-24", "2021-03-23", "latest")));
            for (String version : versions) {
                Map<String, String> leaves = new HashMap<>();
                walk(subject, "/" + version + "/", leaves);
                assertEquals(subject.instance().instanceId().value(), leaves.get("/" + version + "/meta-data/instance-id"));
            }
        }
    }

    @Test
    void theTreeSaysWhatEc2sSays() {
        String data = "/latest/meta-data/";
        assertEquals("dynamic/\nmeta-data/\nuser-data", text(lenient, "/latest"));
        assertEquals("dynamic/\nmeta-data/", text(SampleSubject.bare(), "/latest/"));
        assertEquals("0=lab key", text(lenient, data + "public-keys/"));
        assertEquals("ssh-ed25519 AAAA lab key", text(lenient, data + "public-keys/0/openssh-key"));
        assertEquals("default\nweb", text(lenient, data + "security-groups"));
        assertEquals("ami\nebs1\nephemeral0\nroot", text(lenient, data + "block-device-mapping/"));
        assertEquals("sdf", text(lenient, data + "block-device-mapping/ebs1"));
        assertEquals("02:00:00:00:00:01/\n06:00:00:00:00:01/", text(lenient, data + "network/interfaces/macs/"));
        assertEquals("192.168.122.0/24", text(lenient, data + "network/interfaces/macs/02:00:00:00:00:01/subnet-ipv4-cidr-block"));
        assertEquals("", text(lenient, data + "tags/instance/cost@centre"));
        assertEquals("#!/bin/sh\n", text(lenient, "/2009-04-04/user-data"));
        assertTrue(text(lenient, "/latest/dynamic/instance-identity/document").contains(
                "\"instanceId\": \"" + lenient.instance().instanceId() + "\""));
        assertFalse(text(SampleSubject.bare(), data).contains("public-keys"));
    }

    @Test
    void thePageHasEveryLeaf() throws Exception {
        Map<String, String> leaves = new HashMap<>();
        walk(lenient, "/latest/", leaves);
        TreeSet<String> rows = new TreeSet<>();
        for (String path : leaves.keySet()) {
            rows.add("`" + path.substring("/latest/".length()).replaceAll("[0-9a-f]{2}(:[0-9a-f]{2}){5}", "MAC")
                    .replaceAll("ebs1", "ebsN").replaceAll("ephemeral0", "ephemeralN").replaceAll("public-keys/0", "public-keys/N")
                    .replaceAll("tags/instance/.*", "tags/instance/KEY") + "`");
        }
        List<String> told = new ArrayList<>();
        Files.readAllLines(PAGE).stream().dropWhile(line -> !line.startsWith("| below")).filter(line -> line.startsWith("| `"))
                .forEach(line -> told.addAll(Arrays.asList(line.substring(2, line.indexOf(" | ")).split(", "))));
        assertEquals(rows, new TreeSet<>(told));
    }

    /** As cloud-init does: a line that ends with a slash is a folder, N=NAME a public key, another one a leaf. */
    private void walk(MetadataSubject subject, String folder, Map<String, String> leaves) {
        for (String line : text(subject, folder).lines().toList()) {
            if (line.endsWith("/")) {
                walk(subject, folder + line, leaves);
            } else {
                String path = folder + (line.matches("\\d+=.*") ? line.substring(0, line.indexOf('=')) + "/openssh-key" : line);
                leaves.put(path, text(subject, path));
            }
        }
    }

    private String token(MetadataSubject subject, int seconds) {
        return new String(ask(subject, "PUT", "/latest/api/token", LIFE, Integer.toString(seconds)).body(), UTF_8);
    }

    private String text(MetadataSubject subject, String path) {
        MetadataAnswer answer = ask(subject, "GET", path);
        assertEquals(200, answer.status(), path);
        return new String(answer.body(), UTF_8);
    }

    private MetadataAnswer ask(MetadataSubject subject, String method, String path, String... headers) {
        Map<String, List<String>> given = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            given.put(headers[i].toLowerCase(Locale.ROOT), List.of(headers[i + 1]));
        }
        List<String> parts = Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
        return service.answer(subject, SampleSubject.SUBNETS, new MetadataRequest(method, parts, path.endsWith("/"), given, false));
    }
}
