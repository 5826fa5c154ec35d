package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fleets whose members reach each other, on a host whose libvirt is restarted. */
class FleetNetworkIT {

    private NetworkLab host;
    private Lab lab;

    @BeforeEach
    void switchOn() {
        host = NetworkLab.start();
        lab = host.lab();
        lab.importTinyGuests();
    }

    @AfterEach
    void switchOff() {
        host.close();
    }

    @Test
    void membersKnowEachOtherAndAreKeptOverARestartOfTheDaemon(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("shop.yaml");
        Files.writeString(file, """
                fleet: shop
                groups:
                  db: {image: tiny-pv, type: lab.128m, network: nat}
                  web: {image: tiny-pv, type: lab.128m, network: nat, after: [db], user-data: 'db={{db.0.address}}'}
                """);
        lab.slipway().run("fleet", "launch", file.toString()).succeeded();
        JsonNode db = member("db-0");
        assertTrue(db.path("Address").asText().startsWith(NetworkLab.PREFIX), db::toPrettyString);
        String web = member("web-0").path("InstanceId").asText();
        assertEquals("db=" + db.path("Address").asText(),
                Files.readString(lab.region().resolve("instances").resolve(web).resolve("user-data")));

        Slipway.Running watch = lab.slipway().start("fleet", "watch", file.toString(), "--progress", "json");
        Await.until("it is watched", () -> Files.readString(watch.stderr()).contains("\"begun\""));
        host.restartDaemon();
        host.run("bash", "-c", "kill -KILL $(cat /run/libvirt/qemu/" + web + ".pid)");
        Await.until("another one is ready", () -> !member("web-0").path("InstanceId").asText().equals(web)
                && member("web-0").path("Ready").asBoolean());
        assertEquals(db.path("InstanceId"), member("db-0").path("InstanceId"));
        assertEquals(143, watch.signal("TERM").await().exit());
        lab.slipway().run("fleet", "terminate", "shop").succeeded();

        // A launch in whose midst the daemon goes: what it has started is taken back when the daemon is there again.
        Files.writeString(file, "fleet: shop\ngroups: {db: {image: tiny-pv, type: lab.128m, ready: {for: 'console:never said'}}}\n");
        Slipway.Running launch = lab.slipway().start("fleet", "launch", file.toString());
        Await.until("the member runs", () -> member("db-0").path("State").asText().equals("running"));
        host.restartDaemon();
        Slipway.Result ended = launch.await().refused(6, "HypervisorUnreachable");
        assertTrue(ended.stderr().contains("What was started has been taken back."), ended::toString);
        lab.assertNothingLeft();
    }

    private JsonNode member(String name) {
        Slipway.Result listed = lab.slipway().run("fleet", "list", "shop", "--query", "Members[?Member==`" + name + "`]|[0] || `{}`");
        return listed.succeeded().json();
    }
}
