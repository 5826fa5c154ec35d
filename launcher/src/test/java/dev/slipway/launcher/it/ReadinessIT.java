package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.launcher.it.Slipway.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests that come up, and how far a wait saw them come. */
class ReadinessIT extends TinyGuestLab {

    private static final List<String> STAGES =
            List.of("running", "kernel", "userspace", "login", "network", "agent", "ssh");

    @TempDir
    Path folder;

    @Test
    void everyStageOfTheTinyGuestIsSeenAndTimed() throws Exception {
        Path file = folder.resolve("verdict.json");
        JsonNode launched = lab.slipway().json("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--wait", "login,network,agent,ssh",
                "--timeout", Lab.PATIENCE, "--verdict", file.toString(), "--stage-timeout", "kernel=" + Lab.PATIENCE);
        String id = Lab.instanceId(launched);
        JsonNode verdict = new ObjectMapper().readTree(file.toFile()).path("Verdicts").path(0);
        assertEquals(id, verdict.path("InstanceId").asText());
        assertTrue(verdict.path("Ready").asBoolean());
        assertEquals("ssh", verdict.path("Stage").asText());
        assertEquals(STAGES, texts(verdict.path("Stages"), "Stage"));
        long kernel = verdict.path("Stages").path(1).path("Millis").asLong();
        long login = verdict.path("Stages").path(3).path("Millis").asLong();
        assertTrue(0 < kernel && kernel < login, verdict::toPrettyString);
        List<String> phases = texts(lab.slipway().json("instance", "trace", id).path("Phases"), "Phase");
        assertTrue(phases.containsAll(STAGES), phases::toString);
        assertEquals(phases, texts(launched.path("Instances").path(0).path("Slipway").path("Trace"), "Phase"));

        // Nothing is printed any more, and nothing will be: whoever comes late is answered all the same, and is not told of silence.
        JsonNode late = lab.slipway().json("instance", "wait", id, "--for", "agent,ssh,console:login: .*", "--silence", "1ms");
        assertEquals("ssh", late.path("Verdicts").path(0).path("Stage").asText());
        Result none = lab.slipway().run("instance", "wait", id, "--for", "cloud-init", "--timeout", Lab.PATIENCE)
                .refused(17, "CloudInitFailed");
        assertTrue(none.stderr().contains("there is no cloud-init in the guest"), none::toString);

        lab.slipway().run("instance", "stop", id).succeeded();
        Result stopped = lab.slipway().run("instance", "wait", id, "--for", "running").refused(4, "IncorrectInstanceState");
        assertTrue(stopped.stderr().contains(id + "' is stopped"), stopped::toString);
        lab.slipway().run("instance", "wait", id, "--for", "console:login:").succeeded();
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    @Test
    void whatCannotBeWaitedForIsRefused() {
        lab.slipway().run("instance", "wait", "i-0123456789abcdef0").refused(3, "InvalidInstanceID.NotFound");
        for (String goals : List.of("", "logged-in", "login,", "login,,ssh", "console:(")) {
            lab.slipway().run("instance", "wait", "i-0123456789abcdef0", "--for", goals).refused(2, "InvalidParameterValue");
        }
        for (String deadline : List.of("kernel", "kernel=", "kernel=soon", "=5s", "console:x=5s")) {
            lab.slipway().run("instance", "wait", "i-0123456789abcdef0", "--stage-timeout", deadline)
                    .refused(2, "InvalidParameterValue");
        }
        lab.slipway().run("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--verdict", folder.resolve("v.json").toString())
                .refused(2, "InvalidParameterCombination");
    }

    @Test
    void aVerdictThatCannotBeWrittenIsAnError() {
        String id = Lab.instanceId(lab.slipway().json("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE));
        lab.slipway().run("instance", "wait", id, "--for", "running", "--verdict", folder.resolve("none/v.json").toString())
                .refused(6, "FileFailed");
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    private static List<String> texts(JsonNode list, String key) {
        List<String> texts = new ArrayList<>();
        list.forEach(node -> texts.add(node.path(key).asText()));
        return texts;
    }
}
