package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Many processes at once on one store. */
class CrowdIT extends TinyGuestLab {

    private static final int EACH = 10;
    private static final String TYPE = "lab.64m";

    @Test
    void tenLaunchWhileTenTerminate() {
        List<String> first = ids(lab.slipway().json("run", Lab.PARAVIRTUAL, "--type", TYPE, "--count", Integer.toString(EACH)));
        List<Slipway.Running> launches = new ArrayList<>();
        List<Slipway.Running> terminations = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            launches.add(lab.slipway().start("run", Lab.PARAVIRTUAL, "--type", TYPE));
            terminations.add(lab.slipway().start("instance", "terminate", first.get(i)));
        }
        Set<String> second = new HashSet<>();
        launches.forEach(launch -> second.addAll(ids(launch.await().succeeded().json())));
        terminations.forEach(termination -> termination.await().succeeded());
        assertEquals(EACH, second.size());
        assertEquals(second, new HashSet<>(lab.domains()));
        lab.slipway().run("store", "check").succeeded();
        // All at once, and each twice.
        List<Slipway.Running> ends = new ArrayList<>();
        second.forEach(id -> {
            ends.add(lab.slipway().start("instance", "terminate", id));
            ends.add(lab.slipway().start("instance", "terminate", id));
        });
        ends.forEach(end -> end.await().succeeded());
    }

    @Test
    void oneTokenInManyProcessesIsOneLaunch() {
        List<Slipway.Running> launches = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            launches.add(lab.slipway().start("run", Lab.PARAVIRTUAL, "--type", TYPE, "--count", "2", "--client-token", "crowd"));
        }
        Set<Set<String>> answers = new HashSet<>();
        launches.forEach(launch -> answers.add(new HashSet<>(ids(launch.await().succeeded().json()))));
        assertEquals(1, answers.size(), answers::toString);
        Set<String> launched = answers.iterator().next();
        assertEquals(launched, new HashSet<>(lab.domains()));
        lab.slipway().run("run", Lab.PARAVIRTUAL, "--type", TYPE, "--client-token", "crowd")
                .refused(4, "IdempotentParameterMismatch");
        List<String> words = new ArrayList<>(List.of("instance", "terminate"));
        words.addAll(launched);
        lab.slipway().run(words.toArray(String[]::new)).succeeded();
        lab.slipway().run("run", Lab.PARAVIRTUAL, "--type", TYPE, "--count", "2", "--client-token", "crowd")
                .refused(4, "IdempotentInstanceTerminated");
    }

    @Test
    void ofLaunchesForWhichThereIsNoRoomTogetherOneIsRefused() throws Exception {
        // Two of these take more than there is; each alone does not.
        Files.writeString(lab.slipway().home().resolve("config.yaml"), "cpu-overcommit: "
                + 1.0 / Runtime.getRuntime().availableProcessors() + "\n");
        try {
            List<Slipway.Running> launches = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                launches.add(lab.slipway().start("run", Lab.PARAVIRTUAL, "--type", TYPE));
            }
            List<String> launched = new ArrayList<>();
            for (Slipway.Running launch : launches) {
                Slipway.Result result = launch.await();
                if (result.exit() == 0) {
                    launched.addAll(ids(result.json()));
                } else {
                    result.refused(5, "InsufficientInstanceCapacity");
                }
            }
            assertEquals(1, launched.size(), launched::toString);
            lab.slipway().run("instance", "stop", "--force", launched.get(0)).succeeded();
            String other = Lab.instanceId(lab.slipway().json("run", Lab.PARAVIRTUAL, "--type", TYPE, "--count", "1:9"));
            lab.slipway().run("instance", "start", launched.get(0)).refused(5, "InsufficientInstanceCapacity");
            lab.slipway().run("instance", "terminate", other, launched.get(0)).succeeded();
        } finally {
            Files.delete(lab.slipway().home().resolve("config.yaml"));
        }
    }

    private static List<String> ids(JsonNode reservation) {
        List<String> ids = new ArrayList<>();
        reservation.path("Instances").forEach(instance -> ids.add(instance.path("InstanceId").asText()));
        return ids;
    }
}
