package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guests ask 169.254.169.254, in a host within the host. */
class MetadataIT extends NetworkGuestLab {

    private static final String SERVICE = "169.254.169.254";
    private static final Pattern LISTENING = Pattern.compile("slipway: listening on (http://127\\.0\\.0\\.1:\\d+)");
    private static final String ID = "/latest/meta-data/instance-id";

    private Slipway.Running server;

    @BeforeEach
    void serve() {
        server = lab.slipway().start("serve", "--listen", "127.0.0.1:0");
        url(server);
    }

    @AfterEach
    void end() {
        // Not the one who brought it into the host: with him it would be killed.
        server.process().children().forEach(ProcessHandle::destroy);
        assertEquals(143, server.await().exit());
        assertEquals("", rules(), "nothing is left in the kernel");
    }

    @Test
    void everyGuestReadsAboutItselfAndNobodyElseReadsAnything() {
        JsonNode both = launch("--count", "2", "--user-data", "/etc/hostname");
        String one = id(both, 0);
        String two = id(both, 1);
        awaitMetadata(one);
        awaitMetadata(two);
        assertEquals(one, get(one, ID).body());
        assertEquals(two, get(two, ID).body());
        assertEquals(both.path(0).path("PrivateIpAddress").asText(), get(one, "/2021-03-23/meta-data/local-ipv4").body());
        assertEquals("default", get(two, "/latest/meta-data/security-groups").body());
        assertEquals(200, get(two, "/latest/user-data").status());
        assertEquals(404, get(two, "/latest/meta-data/spot/instance-action").status());

        String token = token(one);
        assertEquals(one, get(one, ID, "X-aws-ec2-metadata-token: " + token).body());
        assertEquals(401, get(two, ID, "X-aws-ec2-metadata-token: " + token).status(), "a token of another instance");

        assertTrue(stranger("curl -s -o /dev/null -w %{http_code} --max-time 20 http://" + SERVICE + "/latest/meta-data/").contains("404"),
                "a guest that is none of Slipway's");
        stranger("bash -c 'for i in 1 2 3 4 5 6 7 8 9 10; do exec {c}<>/dev/tcp/" + SERVICE + "/80; done; sleep 1'");
        assertEquals(one, get(one, ID).body(), "somebody's idle connections keep nobody out");
        assertTrue(host.tried("curl", "-s", "--max-time", "5", "http://" + SERVICE + "/").exit() != 0,
                "the host's own programs do not reach it there");
        String figures = host.run("curl", "-s", url(server) + "/metrics");
        assertTrue(figures.contains("slipway_metadata_requests_total{status=\"401\"} 1\n"), figures);
        assertTrue(figures.contains("slipway_metadata_bridges 1\n"), figures);
        assertTrue(figures.contains("slipway_metadata_refused_connections_total 2\n"), figures);
        terminate(one, two);
        Await.until("the bridge of nobody is no longer served", () -> rules().isEmpty());
    }

    @Test
    void itsOptionsAreChangedWhileItRuns() {
        String id = id(launch("--metadata-options", "HttpTokens=required,HttpPutResponseHopLimit=3", "--tag", "Name=a"), 0);
        awaitMetadata(id);
        assertEquals(401, get(id, ID).status(), "version 1");
        host.run("nft", "add table ip t; add chain ip t o { type filter hook output priority 0; };"
                + " add rule ip t o ip saddr " + SERVICE + " ip ttl 3 counter");
        String token = token(id);
        assertEquals(id, get(id, ID, "X-aws-ec2-metadata-token: " + token).body());
        assertFalse(host.run("nft", "list", "table", "ip", "t").contains("packets 0 "), "the token's packets make three hops at most");
        host.run("nft", "delete", "table", "ip", "t");
        assertEquals(404, get(id, "/latest/meta-data/tags/instance/Name", "X-aws-ec2-metadata-token: " + token).status());

        modify(id, "--http-tokens", "optional", "--instance-metadata-tags", "enabled");
        assertEquals("a", get(id, "/latest/meta-data/tags/instance/Name").body());
        lab.slipway().run("tag", "add", id, "a b=c").refused(2, "InvalidParameterValue");
        modify(id, "--http-endpoint", "disabled");
        assertEquals(403, get(id, ID).status());
        assertEquals(403, ask(id, "PUT", "/latest/api/token", "X-aws-ec2-metadata-token-ttl-seconds: 60").status());
        assertEquals("disabled", lab.describe(id).path("MetadataOptions").path("HttpEndpoint").asText());
        modify(id, "--http-endpoint", "enabled");
        assertEquals(400, ask(id, "PUT", "/latest/api/token", "X-aws-ec2-metadata-token-ttl-seconds: 0").status());
        terminate(id);
    }

    @Test
    void theNextServerGoesOnWhereOneWasKilled() throws Exception {
        String id = id(launch("--seed", "none"), 0);
        assertFalse(Files.exists(lab.region().resolve("instances").resolve(id).resolve("seed.iso")));
        awaitMetadata(id);
        String token = token(id);
        Slipway.Running second = lab.slipway().start("serve", "--listen", "127.0.0.1:0");
        Await.until("it sees that there is one", () -> Files.readString(second.stderr()).contains("another server answers at " + SERVICE));
        server.signal("KILL").await();
        server = second;
        Await.until("the second answers", () -> get(id, ID, "X-aws-ec2-metadata-token: " + token).body().equals(id));
        lab.slipway().run("instance", "stop", id, "--force").succeeded();
        lab.slipway().run("instance", "start", id).succeeded();
        lab.slipway().run("instance", "wait", id, "--for", "login", "--timeout", Lab.PATIENCE).succeeded();
        awaitMetadata(id);
        assertEquals(id, get(id, ID, "X-aws-ec2-metadata-token: " + token).body());
        terminate(id);
    }

    private record Answer(int status, String body) {
    }

    private static String url(Slipway.Running server) {
        StringBuilder url = new StringBuilder();
        Await.until("the endpoint listens", () -> {
            Matcher line = LISTENING.matcher(Files.readString(server.stderr()));
            url.setLength(0);
            url.append(line.find() ? line.group(1) : "");
            return !url.isEmpty();
        });
        return url.toString();
    }

    private static String rules() {
        return host.run("ip", "rule", "show").lines().filter(line -> line.startsWith("169:")).reduce("", String::concat);
    }

    private static void awaitMetadata(String id) {
        Await.until("the guest reaches the service", () -> get(id, "/").status() > 0);
    }

    private static String token(String id) {
        Answer token = ask(id, "PUT", "/latest/api/token", "X-aws-ec2-metadata-token-ttl-seconds: 21600");
        assertEquals(200, token.status(), token::toString);
        assertEquals(56, token.body().length());
        return token.body();
    }

    private static Answer get(String id, String path, String... headers) {
        return ask(id, "GET", path, headers);
    }

    /** Asks from inside a guest; 0 where nobody answers. */
    private static Answer ask(String id, String method, String path, String... headers) {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.0\\r\\n");
        for (String header : headers) {
            request.append(header).append("\\r\\n");
        }
        String said = host.inside(id, "printf '" + request + "\\r\\n' | busybox nc -w 20 " + SERVICE + " 80 || true");
        Matcher head = Pattern.compile("HTTP/1\\.1 (\\d+) .*?\r\n\r\n", Pattern.DOTALL).matcher(said);
        return head.lookingAt() ? new Answer(Integer.parseInt(head.group(1)), said.substring(head.end())) : new Answer(0, said);
    }

    /** Runs a command as a guest on the network that no instance is. */
    private static String stranger(String command) {
        return host.run("bash", "-ec", "unshare --net sleep 300 & pid=$!; trap 'kill $pid' EXIT;"
                + " until [ \"$(readlink /proc/$pid/ns/net)\" != \"$(readlink /proc/self/ns/net)\" ]; do sleep 0.05; done;"
                + " ip link add s0 type veth peer name s1 netns $pid; ip link set s0 master virbr0 up; in=\"nsenter -t $pid -n\";"
                + " $in ip addr add " + NetworkLab.PREFIX + "50/24 dev s1; $in ip link set s1 up;"
                + " $in ip route add default via " + NetworkLab.PREFIX + "1; $in " + command);
    }

    private static void modify(String id, String... options) {
        String[] command = new String[options.length + 3];
        command[0] = "instance";
        command[1] = "modify-metadata-options";
        command[2] = id;
        System.arraycopy(options, 0, command, 3, options.length);
        lab.slipway().run(command).succeeded();
    }

    private static void terminate(String... ids) {
        String[] command = new String[ids.length + 2];
        command[0] = "instance";
        command[1] = "terminate";
        System.arraycopy(ids, 0, command, 2, ids.length);
        lab.slipway().run(command).succeeded();
    }

    private static JsonNode launch(String... more) {
        String[] command = new String[more.length + 11];
        String[] usual = {"run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--network", "nat", "--wait", "login", "--timeout",
            Lab.PATIENCE, "--show-console"};
        System.arraycopy(usual, 0, command, 0, usual.length);
        System.arraycopy(more, 0, command, usual.length, more.length);
        return lab.slipway().json(command).path("Instances");
    }

    private static String id(JsonNode instances, int index) {
        return instances.path(index).path("InstanceId").asText();
    }
}
