package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Instances on libvirt's networks and on bridges, in a host within the host. */
class NetworkIT extends NetworkGuestLab {

    @Test
    void anInstanceOnNatHasAnAddressFromItsLaunchOnAndKeepsIt() {
        JsonNode launched = lab.slipway().json("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--network", "nat", "--wait", "login",
                "--timeout", Lab.PATIENCE, "--show-console").path("Instances").path(0);
        String id = launched.path("InstanceId").asText();
        String address = launched.path("PrivateIpAddress").asText();
        assertTrue(address.startsWith(NetworkLab.PREFIX), launched::toPrettyString);
        Await.until("the guest has the address", () -> host.inside(id, "ip -4 -o addr show eth0").contains(address + "/"));
        JsonNode card = lab.describe(id).path("NetworkInterfaces").path(0);
        assertEquals(address, card.path("PrivateIpAddresses").path(0).path("PrivateIpAddress").asText());
        assertEquals("nat:default", card.path("Slipway").path("Network").asText());

        lab.slipway().run("instance", "stop", id).succeeded();
        lab.slipway().run("instance", "start", id).succeeded();
        lab.slipway().run("instance", "wait", id, "--for", "login", "--timeout", Lab.PATIENCE).succeeded();
        assertEquals(address, lab.describe(id).path("PrivateIpAddress").asText());
        Await.until("the guest has the address again",
                () -> host.inside(id, "ip -4 -o addr show eth0").contains(address + "/"));
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    @Test
    void anAddressMayBeAskedForAndIsNobodyElses() {
        String wanted = NetworkLab.PREFIX + "42";
        String id = launch("--network", "nat", "--private-ip-address", wanted);
        Await.until("the guest has the address", () -> host.inside(id, "ip -4 -o addr show eth0").contains(wanted + "/"));
        refuse(4, "InvalidIPAddress.InUse", "--network", "nat", "--private-ip-address", wanted);
        refuse(2, "InvalidParameterValue", "--network", "nat", "--private-ip-address", "10.9.8.7");
        refuse(2, "InvalidParameterValue", "--network", "nat", "--private-ip-address", NetworkLab.PREFIX + "1");
        refuse(2, "InvalidParameterValue", "--network", "nat", "--private-ip-address", NetworkLab.PREFIX + "255");
        refuse(2, "InvalidParameterCombination", "--network", "user", "--private-ip-address", wanted);
        refuse(2, "InvalidParameterCombination", "--network", "nat", "--count", "2", "--private-ip-address",
                NetworkLab.PREFIX + "43");
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    @Test
    void severalInterfacesAndNoneAtAll() {
        host.run("ip", "link", "add", "labbr", "type", "bridge");
        host.run("ip", "link", "set", "labbr", "up");
        String id = launch("--network", "nat", "--network", "bridge:labbr", "--network", "user");
        JsonNode cards = lab.describe(id).path("NetworkInterfaces");
        assertEquals(3, cards.size());
        for (int i = 0; i < 3; i++) {
            String mac = cards.path(i).path("MacAddress").asText();
            assertEquals(mac, host.inside(id, "cat /sys/class/net/eth" + i + "/address").strip());
        }
        assertTrue(host.virsh("domiflist", id).contains("labbr"));
        String none = launch("--network", "none");
        assertEquals("", host.inside(none, "ls /sys/class/net | grep -v lo || true").strip());
        assertEquals(0, lab.describe(none).path("NetworkInterfaces").size());
        lab.slipway().run("instance", "terminate", id, none).succeeded();
        host.run("ip", "link", "delete", "labbr");
    }

    @Test
    void aGuestOnABridgeIsFoundByItsAgent() {
        host.run("ip", "link", "add", "labbr2", "type", "bridge");
        host.run("ip", "address", "add", "192.168.151.1/24", "dev", "labbr2");
        host.run("ip", "link", "set", "labbr2", "up");
        String id = launch("--network", "bridge:labbr2");
        host.inside(id, "ip addr add 192.168.151.7/24 dev eth0");
        Await.until("the address is shown",
                () -> lab.describe(id).path("PrivateIpAddress").asText().equals("192.168.151.7"));
        lab.slipway().run("instance", "terminate", id).succeeded();
        host.run("ip", "link", "delete", "labbr2");
    }

    @Test
    void whatIsNotThereOrDoesNotRunIsRefusedBeforeAnythingHappens() {
        refuse(3, "InvalidNetwork.NotFound", "--network", "nat:nowhere");
        refuse(3, "InvalidNetwork.NotFound", "--network", "bridge:nowhere");
        refuse(3, "InvalidNetwork.NotFound", "--network", "bridge:lo");
        host.define("network", NetworkLab.network("idle", "virbr9", "192.168.159."));
        Slipway.Result idle = refuse(4, "InvalidNetwork.Inactive", "--network", "nat:idle");
        assertTrue(idle.stderr().contains("net-start idle"), idle::toString);
        host.virsh("net-undefine", "idle");
        refuse(2, "InvalidParameterCombination", "--network", "nat", "--forward", "8080:80");
        refuse(2, "InvalidParameterCombination", "--network", "none", "--forward", "8080:80");
        refuse(2, "InvalidParameterValue", "--network", "user", "--network", "user", "--network", "user", "--network", "user",
                "--network", "user");
    }

    @Test
    void groupsAreRefusedWhereTheKernelDoesNotFilterBridgesForBothProtocols() {
        host.run("ip", "link", "add", "labbr3", "type", "bridge");
        for (String protocol : new String[] {"ip6tables", "iptables"}) {
            String setting = "net.bridge.bridge-nf-call-" + protocol;
            host.run("sysctl", "-w", setting + "=0");
            try {
                for (String network : new String[] {"nat", "bridge:labbr3"}) {
                    Slipway.Result refused = refuse(4, "UnsupportedOperation", "--network", network);
                    assertTrue(refused.stderr().contains(setting + "=1"), refused::toString);
                }
            } finally {
                host.run("sysctl", "-w", setting + "=1");
            }
        }
        host.run("ip", "link", "delete", "labbr3");
    }

    private static String launch(String... more) {
        return lab.launch(Lab.PARAVIRTUAL, more);
    }

    private static Slipway.Result refuse(int exit, String code, String... more) {
        String[] command = new String[more.length + 4];
        System.arraycopy(new String[] {"run", Lab.PARAVIRTUAL, "--type", Lab.TYPE}, 0, command, 0, 4);
        System.arraycopy(more, 0, command, 4, more.length);
        return lab.slipway().run(command).refused(exit, code);
    }
}
