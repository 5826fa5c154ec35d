package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.imagestore.operation.Failpoint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A launch, a start and a termination that die at each of their phases. The next command settles what they left: nothing
 * is there that no instance owns, and what was asked for can be asked for again.
 */
class LaunchFailpointIT extends TinyGuestLab {

    /** The smallest type that has an instance store disk. */
    private static final String TYPE = "lab.512m";
    private static final String[] DEVICES = {
        "--block-device-mappings", "DeviceName=/dev/sdb,VirtualName=ephemeral0",
        "--block-device-mappings", "DeviceName=/dev/sdc,Ebs={VolumeSize=1}",
    };

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = {"OPERATION_BEGUN", "LAUNCH_.*"})
    void aLaunchThatDies(Failpoint failpoint) {
        boolean committed = failpoint == Failpoint.LAUNCH_COMMITTED;
        String[] launch = launch("--count", "2", "--client-token", failpoint.name());
        die(failpoint, launch);
        List<String> left = alive();
        assertEquals(committed ? 2 : 0, left.size(), left::toString);
        if (!committed) {
            lab.assertNothingLeft();
        }
        // Its token is free again, unless it had come to its end.
        List<String> again = ids(lab.slipway().json(launch).path("Instances"));
        assertEquals(2, again.size());
        assertEquals(committed, again.equals(left), again + " and " + left);
        lab.slipway().run("store", "check").succeeded();
        terminate(again);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "START_.*")
    void aStartThatDies(Failpoint failpoint) {
        String id = Lab.instanceId(lab.slipway().json(launch()));
        lab.slipway().run("instance", "stop", "--force", id).succeeded();
        die(failpoint, "instance", "start", id);
        boolean booted = failpoint == Failpoint.START_BOOTED || failpoint == Failpoint.START_COMMITTED;
        assertEquals(booted ? "running" : "stopped", lab.state(id));
        lab.slipway().run("instance", "start", id).succeeded();
        assertEquals("running", lab.state(id));
        lab.slipway().run("store", "check").succeeded();
        terminate(List.of(id));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "TERMINATION_.*")
    void aTerminationThatDies(Failpoint failpoint) {
        String id = Lab.instanceId(lab.slipway().json(launch()));
        die(failpoint, "instance", "terminate", id);
        assertEquals("terminated", lab.state(id));
        assertEquals(List.of("console.log"), Lab.entries(lab.region().resolve("instances").resolve(id)));
        lab.slipway().run("store", "check").succeeded();
        assertTrue(lab.slipway().json("instance", "terminate", id).toString().contains("terminated"));
    }

    private static String[] launch(String... more) {
        List<String> words = new ArrayList<>(List.of("run", Lab.PARAVIRTUAL, "--type", TYPE));
        words.addAll(List.of(DEVICES));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private static void die(Failpoint failpoint, String... command) {
        Slipway.Result killed = lab.slipway().start(
                List.of("env", "SLIPWAY_JAVA_OPTS=-Dslipway.failpoint=" + failpoint), command).await();
        assertEquals(Failpoint.EXIT, killed.exit(), killed::toString);
    }

    private static List<String> alive() {
        List<String> alive = new ArrayList<>();
        for (JsonNode reservation : lab.slipway().json("instance", "list").path("Reservations")) {
            for (JsonNode instance : reservation.path("Instances")) {
                if (!instance.path("State").path("Name").asText().equals("terminated")) {
                    alive.add(instance.path("InstanceId").asText());
                }
            }
        }
        return alive;
    }

    private static List<String> ids(JsonNode instances) {
        List<String> ids = new ArrayList<>();
        instances.forEach(instance -> ids.add(instance.path("InstanceId").asText()));
        return ids;
    }

    private static void terminate(List<String> ids) {
        List<String> words = new ArrayList<>(List.of("instance", "terminate"));
        words.addAll(ids);
        lab.slipway().run(words.toArray(String[]::new)).succeeded();
    }
}
