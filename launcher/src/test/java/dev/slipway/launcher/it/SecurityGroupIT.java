package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Security groups, proven by guests that can and then cannot reach each other, in a host within the host. */
class SecurityGroupIT extends NetworkGuestLab {

    @Test
    void membersOfTheDefaultGroupReachEachOtherAndTheHostTheirSsh() {
        JsonNode both = launch("--count", "2");
        String first = id(both, 0);
        String second = id(both, 1);
        String address = address(both, 1);
        awaitSsh(second);
        assertTrue(reaches(first, address), "ssh, from member to member");
        host.inside(first, "ping -c 1 -W 5 " + address);
        assertTrue(hostReaches(address, 22), "ssh, from the host");
        host.inside(second, "mkdir -p /tmp/www && echo hello >/tmp/www/index.html && busybox httpd -h /tmp/www -p 8080 </dev/null >/dev/null 2>&1");
        assertFalse(hostReaches(address, 8080), "another port, from the host");
        slipway("security-group", "authorize-ingress", "default", "--protocol", "tcp", "--port", "8080", "--cidr",
                NetworkLab.PREFIX + "1/32");
        assertTrue(hostReaches(address, 8080), "another port, from the host, once a rule lets it");
        slipway("security-group", "revoke-ingress", "default", "--protocol", "tcp", "--port", "8080", "--cidr",
                NetworkLab.PREFIX + "1/32");
        slipway("instance", "terminate", first, second);
    }

    @Test
    void rulesAreFollowedByWhatRuns() {
        slipway("security-group", "create", "web", "--description", "those who ask");
        slipway("security-group", "create", "db", "--description", "those who answer");
        slipway("security-group", "create", "other");
        JsonNode web = launch("--security-group", "web");
        JsonNode db = launch("--security-group", "db");
        String asks = id(web, 0);
        String address = address(db, 0);
        awaitSsh(id(db, 0));
        assertFalse(reaches(asks, address), "no rule lets it in");

        slipway("security-group", "authorize-ingress", "db", "--protocol", "tcp", "--port", "22", "--source-group", "web");
        assertTrue(reaches(asks, address), "members of the source group are let in");
        slipway("instance", "modify-groups", asks, "--group", "other");
        assertFalse(reaches(asks, address), "it is no member any more");
        slipway("instance", "modify-groups", asks, "--group", "web", "--group", "other");
        assertTrue(reaches(asks, address), "it is one again");
        slipway("security-group", "revoke-ingress", "db", "--protocol", "tcp", "--port", "22", "--source-group", "web");
        assertFalse(reaches(asks, address), "the rule is gone");

        slipway("security-group", "authorize-ingress", "db", "--ip-permissions", "[{\"IpProtocol\":\"tcp\",\"FromPort\":20,"
                + "\"ToPort\":25,\"IpRanges\":[{\"CidrIp\":\"" + address(web, 0) + "/32\"}]}]");
        assertTrue(reaches(asks, address), "its address is let in");
        assertFalse(pings(asks, address), "by tcp only");
        slipway("security-group", "authorize-ingress", "db", "--protocol", "icmp", "--port", "8", "--cidr", "0.0.0.0/0");
        assertTrue(pings(asks, address), "one type of ICMP is let in, and its answer out");

        slipway("instance", "modify-groups", asks, "--group", "web");
        slipway("security-group", "revoke-egress", "web", "--protocol", "-1", "--cidr", "0.0.0.0/0");
        assertFalse(reaches(asks, address), "nothing may leave");
        slipway("security-group", "authorize-egress", "web", "--protocol", "tcp", "--port", "22", "--source-group", "db");
        assertTrue(reaches(asks, address), "one port of the other group may be asked");
        assertFalse(pings(asks, address), "and nothing else");

        lab.slipway().run("security-group", "delete", "db").refused(4, "DependencyViolation");
        slipway("instance", "terminate", asks, id(db, 0));
        lab.slipway().run("security-group", "delete", "db").refused(4, "DependencyViolation");
        slipway("security-group", "revoke-egress", "web", "--protocol", "tcp", "--port", "22", "--source-group", "db");
        for (String group : new String[] {"db", "web", "other"}) {
            slipway("security-group", "delete", group);
        }
    }

    @Test
    void aGuestSendsByItsOwnAddressesOnly() {
        JsonNode both = launch("--count", "2");
        String first = id(both, 0);
        String address = address(both, 1);
        awaitSsh(id(both, 1));
        assertTrue(reaches(first, address));
        host.inside(first, "ip addr flush dev eth0; ip addr add " + NetworkLab.PREFIX + "77/24 dev eth0");
        assertFalse(reaches(first, address), "another's address");
        slipway("instance", "terminate", first, id(both, 1));
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

    private static String address(JsonNode instances, int index) {
        return instances.path(index).path("PrivateIpAddress").asText();
    }

    private static void slipway(String... command) {
        lab.slipway().run(command).succeeded();
    }

    /** Asks from inside: what is asked from outside would be what is to be proven. */
    private static void awaitSsh(String id) {
        Await.until("the guest's ssh server listens", () -> answers(id, "127.0.0.1"));
        awaitAddress(id);
    }

    private static void awaitAddress(String id) {
        Await.until("the guest has an address", () -> host.inside(id, "ip -4 -o addr show eth0").contains("inet "));
    }

    private static boolean answers(String id, String address) {
        return host.inside(id, "busybox nc -w 5 " + address + " 22 </dev/null 2>/dev/null | head -c 4 || true").startsWith("SSH-");
    }

    private static boolean reaches(String id, String address) {
        awaitAddress(id);
        return answers(id, address);
    }

    private static boolean pings(String id, String address) {
        return host.inside(id, "ping -c 1 -W 5 " + address + " >/dev/null 2>&1 && echo yes || echo no").startsWith("yes");
    }

    private static boolean hostReaches(String address, int port) {
        return host.tried("timeout", "5", "bash", "-c", "exec 3<>/dev/tcp/" + address + "/" + port).exit() == 0;
    }
}
