package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys, ssh and commands: who gets into a guest, who does not, and what comes back. */
class AccessIT extends TinyGuestLab {

    @BeforeAll
    static void keepKeysInTheLab() throws IOException {
        Files.writeString(lab.slipway().home().resolve("config.yaml"),
                "key-folder: " + lab.slipway().home().resolve("keys") + "\n");
    }

    @Test
    void whoeverHasTheKeyGetsInAndNobodyElse(@TempDir Path folder) throws Exception {
        String key = lab.slipway().json("key", "create", "lab", "--type", "ed25519").path("KeyPairId").asText();
        Path other = folder.resolve("other.pem");
        lab.slipway().run("key", "create", "other", "--out", other.toString()).succeeded();
        String id = Lab.instanceId(lab.slipway().json("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--key", "lab"));
        assertEquals("lab", lab.describe(id).path("KeyName").asText());

        // It waits by itself until the guest, which has only just begun to boot, answers.
        Slipway.Result in = lab.slipway().run("instance", "ssh", id, "--timeout", Lab.PATIENCE, "--", "id -u; exit 7");
        assertEquals(7, in.exit(), in::toString);
        assertEquals("0\n", in.stdout());
        Path knownHosts = lab.region().resolve("instances").resolve(id).resolve("known_hosts");
        String learnt = Files.readString(knownHosts);
        assertEquals(id + " " + publicHostKey(id) + "\n", learnt, "by the agent, not by the network");

        Slipway.Result wrong = lab.slipway().run("instance", "ssh", id, "--identity", other.toString(), "--", "id");
        assertEquals(255, wrong.exit(), wrong::toString);
        assertTrue(wrong.stderr().contains("Permission denied"), wrong::toString);

        Files.writeString(knownHosts, learnt.replaceFirst("ssh-ed25519 .*", lab.slipway()
                .json("key", "describe", "lab").path("KeyPairs").path(0).path("PublicKey").asText()));
        Slipway.Result impostor = lab.slipway().run("instance", "ssh", id, "--", "id");
        assertEquals(255, impostor.exit(), "somebody else behind the port is not believed");
        assertEquals(0, lab.slipway().run("instance", "ssh", id, "--new-host-key", "--", "id").exit());
        assertEquals(learnt, Files.readString(knownHosts));

        lab.slipway().run("key", "delete", "lab").succeeded();
        assertEquals(0, lab.slipway().run("instance", "ssh", id, "--", "true").exit(),
                "the guest has its key, and the private one is found by its public half");
        Files.delete(lab.slipway().home().resolve("keys").resolve(key + ".pem"));
        Slipway.Result without = lab.slipway().run("instance", "ssh", id, "--user", "root", "--", "true");
        assertEquals(255, without.exit(), without::toString);
        assertTrue(without.stderr().contains("--identity FILE names it"), without::toString);
        lab.slipway().run("instance", "terminate", id).succeeded();
        assertFalse(Files.exists(knownHosts), "gone with the instance");
        lab.slipway().run("key", "delete", "other").succeeded();
    }

    @Test
    void aCommandsOutputInputAndExitCodeComeBackOnBothWays() throws Exception {
        lab.slipway().json("key", "create", "both", "--type", "rsa");
        String id = Lab.instanceId(lab.slipway().json("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--key", "both"));
        for (String way : new String[] {"--agent", "--ssh"}) {
            Slipway.Result result = lab.slipway().run("instance", "exec", id, way, "--wait", Lab.PATIENCE, "--",
                    "sh", "-c", "echo \"[$1]\"; echo bad >&2; exit 3", "sh", "a  'b' $HOME *");
            assertEquals(3, result.exit(), result::toString);
            assertEquals("[a  'b' $HOME *]\n", result.stdout(), way);
            assertEquals("bad\n", result.stderr(), way);

            Slipway.Result documented = lab.slipway().run("instance", "exec", id, way, "-o", "json", "--",
                    "sh", "-c", "echo out; echo err >&2; exit 4");
            assertEquals(4, documented.exit(), documented::toString);
            JsonNode document = documented.json();
            assertEquals(id, document.path("InstanceId").asText());
            assertEquals(4, document.path("ResponseCode").asInt());
            assertEquals("Failed", document.path("Status").asText());
            assertEquals("out\n", document.path("StandardOutputContent").asText());
            assertEquals("err\n", document.path("StandardErrorContent").asText());
            assertEquals(way, "--" + document.path("Slipway").path("Way").asText());

            assertEquals("typed\n", lab.slipway().runWithInput("typed\n", "instance", "exec", id, way, "--stdin", "--",
                    "cat").succeeded().stdout());
            assertEquals("", lab.slipway().runWithInput("typed\n", "instance", "exec", id, way, "--", "cat")
                    .succeeded().stdout(), "nothing to read unless that is asked for");
            assertEquals(127, lab.slipway().run("instance", "exec", id, way, "--", "no-such-program").exit());
            // ssh tells of every signal by the same code.
            assertEquals(way.equals("--ssh") ? 255 : 143,
                    lab.slipway().run("instance", "exec", id, way, "--", "sh", "-c", "kill -TERM $$").exit());
        }
        lab.slipway().run("instance", "exec", id, "--timeout", "1s", "--", "sleep", "600").refused(10, "ProgramTimedOut");
        lab.slipway().run("instance", "exec", id, "--agent", "--ssh", "--", "true").refused(2, "InvalidParameterCombination");
        lab.slipway().run("instance", "exec", id, "--agent", "--user", "x", "--", "true")
                .refused(2, "InvalidParameterCombination");
        lab.slipway().run("instance", "exec", id).refused(2, "UsageError");
        lab.slipway().run("instance", "stop", id, "--force").succeeded();
        lab.slipway().run("instance", "exec", id, "--", "true").refused(4, "IncorrectInstanceState");
        lab.slipway().run("instance", "ssh", id, "--", "true").refused(4, "IncorrectInstanceState");
        lab.slipway().run("instance", "terminate", id).succeeded();
        lab.slipway().run("instance", "exec", id, "--", "true").refused(4, "IncorrectInstanceState");
        lab.slipway().run("key", "delete", "both", "--private-key").succeeded();
    }

    @Test
    void whatIsNotThereIsNotEntered() {
        lab.slipway().run("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--key", "nobody").refused(3, "InvalidKeyPair.NotFound");
        lab.slipway().run("instance", "ssh", "i-0123456789abcdef0").refused(3, "InvalidInstanceID.NotFound");
        lab.slipway().run("instance", "exec", "i-0123456789abcdef0", "--", "true").refused(3, "InvalidInstanceID.NotFound");
        lab.slipway().run("instance", "ssh", "web").refused(2, "InvalidInstanceID.Malformed");
    }

    private static String publicHostKey(String id) {
        String said = Lab.inside(id, "dropbearkey -y -f /etc/dropbear/dropbear_ed25519_host_key | grep ^ssh-");
        return said.split(" ")[0] + " " + said.split(" ")[1];
    }
}
