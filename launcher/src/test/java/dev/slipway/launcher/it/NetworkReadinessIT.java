package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.launcher.it.Slipway.Result;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Waiting for guests on networks of libvirt's, with and without a server that gives addresses. */
class NetworkReadinessIT {

    private static final String SILENT = "silent";

    private static NetworkLab host;

    @BeforeAll
    static void startHost() {
        host = NetworkLab.start();
        host.define("network", "<network><name>" + SILENT + "</name><bridge name='virbr9' stp='off' delay='0'/></network>");
        host.virsh("net-start", SILENT);
        host.lab().importTinyGuests();
    }

    @AfterEach
    void nothingIsLeft() {
        host.lab().assertNothingLeft();
    }

    @AfterAll
    static void endHost() {
        host.close();
    }

    private static Result run(String... arguments) {
        String[] line = new String[arguments.length + 6];
        System.arraycopy(new String[] {"run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--timeout", Lab.PATIENCE}, 0, line, 0, 6);
        System.arraycopy(arguments, 0, line, 6, arguments.length);
        return host.lab().slipway().run(line);
    }

    @Test
    void aLeaseIsANetworkAndSshIsReachedThere() {
        String id = Lab.instanceId(run("--network", "nat:" + NetworkLab.NETWORK, "--wait", "network,ssh").succeeded().json());
        host.lab().slipway().run("instance", "terminate", id).succeeded();
    }

    @Test
    void aGuestThatIsGivenNoAddress() {
        Result result = run("--network", "nat:" + SILENT, "--wait", "ssh").refused(16, "NoNetwork");
        assertTrue(result.stderr().contains("no answer to DHCP"), result::toString);
        // For whoever does not need a network it is none the less there.
        String id = Lab.instanceId(run("--network", "nat:" + SILENT, "--wait", "login,agent").succeeded().json());
        Result late = host.lab().slipway().run("instance", "wait", id, "--for", "network", "--stage-timeout", "network=5s")
                .refused(16, "NoNetwork");
        assertTrue(late.stderr().contains("did not reach 'network'"), late::toString);
        host.lab().slipway().run("instance", "terminate", id).succeeded();
    }

    @Test
    void aGuestWithoutAnInterface() {
        for (String stage : new String[] {"network", "ssh"}) {
            Result result = run("--network", "none", "--wait", stage).refused(16, "NoNetwork");
            assertTrue(result.stderr().contains("did not reach '" + stage + "'"), result::toString);
        }
    }
}
