package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.host.machine.HostMachine;
import dev.slipway.host.qemu.QemuImg;
import dev.slipway.launcher.network.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fleets of real guests, and what becomes of them when something goes wrong. */
class FleetIT extends TinyGuestLab {

    @TempDir
    private Path folder;
    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("shop.yaml");
    }

    @Test
    void aFleetIsWhatItsFileSays() throws Exception {
        write("db: {image: tiny-pv, type: lab.128m, count: 1}",
                "web: {image: tiny-pv, type: lab.128m, after: [db], user-data: 'me={{name}} of {{fleet}} db={{db.names}}'}");
        assertEquals(List.of("start db-0", "start web-0"), plan());
        Slipway.Result first = lab.slipway().run("fleet", "launch", file.toString(), "--progress", "json").succeeded();
        assertTrue(first.stderr().indexOf("\"db-0\",\"Event\":\"ready\"") < first.stderr().indexOf("\"web-0\",\"Event\":\"starting\""),
                first::toString);
        Map<String, String> ids = members();
        assertEquals(List.of("db-0", "web-0"), List.copyOf(ids.keySet()));
        assertEquals(List.of(), plan());
        lab.slipway().run("fleet", "launch", file.toString()).succeeded();
        assertEquals(ids, members(), "a second launch changes nothing");

        Slipway.Result exec = lab.slipway().run("fleet", "exec", "shop", "--agent", "--", "hostname").succeeded();
        assertEquals(List.of("db-0: db-0", "web-0: web-0"), exec.stdout().lines().sorted().toList());
        Slipway.Result three = lab.slipway().run("fleet", "exec", "shop", "--group", "web", "--agent", "--", "sh", "-c", "exit 3");
        assertEquals(3, three.exit(), three::toString);
        assertTrue(three.stderr().contains("0 of 1 succeeded"), three::toString);
        JsonNode ansible = lab.slipway().json("fleet", "inventory", "shop", "--format", "ansible");
        assertEquals("web-0", ansible.path("web").path("hosts").path(0).asText());
        assertTrue(ansible.path("_meta").path("hostvars").path("db-0").path("ansible_port").asInt() > 0, ansible::toPrettyString);

        write("db: {image: tiny-pv, type: lab.128m, count: 2}",
                "web: {image: tiny-pv, type: lab.128m, after: [db], user-data: 'me={{name}} of {{fleet}} db={{db.names}}'}");
        assertEquals(List.of("start db-1"), plan());
        lab.slipway().run("fleet", "launch", file.toString()).succeeded();
        write("db: {image: tiny-pv, type: lab.128m, count: 1}");
        assertEquals(List.of("end db-1", "end web-0"), plan());
        lab.slipway().run("fleet", "launch", file.toString()).succeeded();
        assertEquals(Map.of("db-0", ids.get("db-0")), members());
        assertEquals(1, lab.slipway().json("fleet", "list").path("Fleets").path(0).path("Ready").asInt());
        lab.slipway().run("fleet", "terminate", "shop").succeeded();
        lab.slipway().run("fleet", "terminate", "shoe").refused(3, "InvalidFleet.NotFound");
    }

    @Test
    void whatChangesIsReplacedAndComesBackWhereItDoesNotBoot() throws Exception {
        // A port of the host that only one of old and new can have.
        String port = "forwards: ['" + FreePorts.choose(Set.of(), folder.hashCode()) + ":80']";
        write("db: {image: tiny-pv, type: lab.128m, " + port + "}");
        lab.slipway().run("fleet", "launch", file.toString()).succeeded();
        String first = members().get("db-0");
        write("db: {image: tiny-pv, type: lab.256m, " + port + "}");
        assertEquals(List.of("replace db-0"), plan());
        lab.slipway().run("fleet", "launch", file.toString()).succeeded();
        String second = members().get("db-0");
        assertNotEquals(first, second);
        assertEquals("terminated", lab.state(first));

        Path disk = folder.resolve("blank.qcow2");
        QemuImg.createBlank(disk, 1 << 30);
        lab.slipway().json("image", "import", disk.toString(), "--name", "blank", "--architecture", "x86_64");
        write("db: {image: blank, type: lab.256m, " + port + "}");
        Slipway.Result failed = lab.slipway().run("fleet", "launch", file.toString()).refused(11, "NothingBootable");
        assertTrue(failed.stderr().contains("are again what they were"), failed::toString);
        assertEquals(Map.of("db-0", second), members());
        assertEquals(List.of("db-0 running true"), states());
        lab.slipway().run("image", "deregister", "blank").succeeded();
        lab.slipway().run("fleet", "launch", file.toString()).refused(3, "InvalidAMIID.NotFound");
        assertEquals(List.of("db-0 running true"), states(), "an image that is gone is known before anything moves");
        lab.slipway().run("fleet", "terminate", "shop").succeeded();
    }

    @Test
    void aLaunchThatFailsIsTakenBackOrKept() throws Exception {
        String never = "db: {image: tiny-pv, type: lab.128m, count: 2, ready: {for: 'console:never said', timeout: 8s}}";
        write(never);
        Slipway.Result back = lab.slipway().run("fleet", "launch", file.toString()).refused(10, "ReadinessTimeout");
        assertTrue(back.stderr().contains("What was started has been taken back."), back::toString);
        assertEquals(List.of(), states());

        Files.writeString(file, "fleet: shop\non-failure: keep\ngroups:\n  " + never + "\n");
        lab.slipway().run("fleet", "launch", file.toString()).refused(10, "ReadinessTimeout");
        assertEquals(List.of("db-0 running false", "db-1 running false"), states());
        lab.slipway().run("fleet", "terminate", "shop").succeeded();

        // Each prints its own name, so only the first is what it is to be.
        write("db: {image: tiny-pv, type: lab.128m, count: 2, min: 1, ready: {for: 'console:db-0 login', timeout: 12s}}");
        Slipway.Result one = lab.slipway().run("fleet", "launch", file.toString()).succeeded();
        assertTrue(one.stderr().contains("'db-1' is missing: "), one::toString);
        assertEquals(List.of("db-0 running true"), states());
        lab.slipway().run("fleet", "terminate", "shop").succeeded();

        Files.writeString(file, "fleet: shop\nlimits: {memory: 128MiB}\ngroups:\n  db: {image: tiny-pv, type: lab.128m, count: 2}\n");
        Slipway.Result plan = lab.slipway().run("fleet", "plan", file.toString());
        assertEquals(5, plan.exit(), plan::toString);
        lab.slipway().run("fleet", "launch", file.toString()).refused(5, "InsufficientInstanceCapacity");
        Files.writeString(file, "fleet: shop\nlimits: {memory: 128MiB}\n"
                + "groups:\n  db: {image: tiny-pv, type: lab.128m, count: 2, min: 1}\n");
        Slipway.Result fewer = lab.slipway().run("fleet", "launch", file.toString()).succeeded();
        assertTrue(fewer.stderr().contains("its own limit is 128"), fewer::toString);
        assertEquals(List.of("db-0 running true"), states());
        lab.slipway().run("fleet", "terminate", "shop").succeeded();
    }

    @Test
    void whatGoesAwayHalfWayLeavesNothingBehind() throws Exception {
        // Memory for three of these guests, and a half.
        double three = 3.5 * 128 * (1 << 20) / HostMachine.local().memory().totalBytes();
        Slipway small = lab.slipway().in(Map.of("SLIPWAY_MEMORY_OVERCOMMIT", String.format(Locale.ROOT, "%.6f", three)));
        Files.writeString(file, "fleet: shop\nat-once: 1\ngroups:\n  db: {image: tiny-pv, type: lab.128m, count: 3}\n");
        Slipway.Running half = small.start("fleet", "launch", file.toString());
        Await.until("the first member runs", () -> states().contains("db-0 running false"));
        String other = Lab.instanceId(small.json("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE));
        Slipway.Result full = half.await().refused(5, "InsufficientInstanceCapacity");
        assertTrue(full.stderr().contains("'db-2' of the fleet 'shop' did not start: "), full::toString);
        assertEquals(List.of(), states());
        lab.slipway().run("instance", "terminate", other).succeeded();

        Path disk = folder.resolve("gone.qcow2");
        QemuImg.createBlank(disk, 1 << 30);
        lab.slipway().json("image", "import", disk.toString(), "--name", "gone", "--architecture", "x86_64");
        write("db: {image: tiny-pv, type: lab.128m}", "web: {image: gone, type: lab.128m, after: [db]}");
        Slipway.Running launch = lab.slipway().start("fleet", "launch", file.toString());
        Await.until("the first member runs", () -> states().contains("db-0 running false"));
        lab.slipway().run("image", "deregister", "gone").succeeded();
        launch.await().refused(4, "InvalidAMIID.Unavailable");
        assertEquals(List.of(), states());
    }

    @Test
    void aDiskThatFillsUpHalfWayIsToldAndNothingIsLost() throws Exception {
        try (SmallDisk disk = new SmallDisk("128m"); Lab small = Lab.in(disk.folder())) {
            small.importTinyGuests();
            Files.writeString(file, "fleet: shop\nat-once: 1\ngroups:\n  db: {image: tiny-pv, type: lab.128m, count: 2}\n");
            Slipway.Running half = small.slipway().start("fleet", "launch", file.toString());
            Await.until("the first member runs", () -> small.slipway().run("fleet", "list", "shop").stdout().contains("\"running\""));
            disk.fill();
            Slipway.Result full = half.await();
            // What it meets first: a guest that cannot write, or a member that does not fit any more.
            assertEquals(5, full.exit(), full::toString);
            assertTrue(full.stderr().contains("GuestDiskFull") || full.stderr().contains("InsufficientStorage"), full::toString);
            disk.makeRoom();
            // Where not even the catalogue could be written, the first member is there still, and not ready.
            if (small.slipway().run("fleet", "list", "shop").exit() == 0) {
                small.slipway().run("fleet", "terminate", "shop").succeeded();
            }
            small.slipway().run("fleet", "launch", file.toString()).succeeded();
            small.slipway().run("fleet", "terminate", "shop").succeeded();
            small.assertNothingLeft();
        }
    }

    @Test
    void aLaunchThatIsEndedGoesOnOrIsTakenBack() throws Exception {
        write("db: {image: tiny-pv, type: lab.128m}", "web: {image: tiny-pv, type: lab.128m, after: [db]}");
        Slipway.Running killed = lab.slipway().start("fleet", "launch", file.toString());
        Await.until("the first member runs", () -> states().contains("db-0 running false"));
        lab.slipway().run("fleet", "launch", file.toString()).refused(4, "FleetInUse");
        lab.slipway().run("fleet", "terminate", "shop").refused(4, "FleetInUse");
        assertEquals(137, killed.signal("KILL").await().exit());
        String first = members().get("db-0");
        lab.slipway().run("fleet", "launch", file.toString()).succeeded();
        assertEquals(first, members().get("db-0"));
        assertEquals(List.of("db-0 running true", "web-0 running true"), states());
        lab.slipway().run("fleet", "terminate", "shop").succeeded();

        Slipway.Running told = lab.slipway().start("fleet", "launch", file.toString());
        Await.until("the first member runs", () -> states().contains("db-0 running false"));
        assertEquals(143, told.signal("TERM").await().exit());
        assertEquals(List.of(), states());
    }

    @Test
    void whatDiesIsReplacedWhileSomebodyWatches() throws Exception {
        write("db: {image: tiny-pv, type: lab.128m, count: 2}");
        Slipway.Running first = lab.slipway().start("fleet", "watch", file.toString(), "--progress", "json");
        Await.until("both are ready", () -> states().equals(List.of("db-0 running true", "db-1 running true")));
        assertEquals(137, first.signal("KILL").await().exit());
        Map<String, String> before = members();

        Slipway.Running watch = lab.slipway().start("fleet", "watch", file.toString(), "--progress", "json");
        Await.until("it is watched", () -> Files.readString(watch.stderr()).contains("\"begun\""));
        Slipway.Result refused = lab.slipway().run("fleet", "terminate", "shop").refused(4, "FleetInUse");
        assertTrue(refused.stderr().contains("is being watched by the process "), refused::toString);
        killQemu(before.get("db-1"));
        Await.until("another one is ready", () -> !before.get("db-1").equals(members().get("db-1"))
                && states().equals(List.of("db-0 running true", "db-1 running true")));
        assertEquals(before.get("db-0"), members().get("db-0"));
        Slipway.Result ended = watch.signal("TERM").await();
        assertEquals(143, ended.exit());
        assertTrue(ended.stderr().contains("\"Event\":\"lost\""), ended::toString);
        assertEquals(2, states().size(), "the fleet runs on");
        String history = lab.slipway().run("events", members().get("db-1"), "-o", "text").succeeded().stdout();
        assertTrue(history.contains("in place of " + before.get("db-1")), history);
        lab.slipway().run("fleet", "terminate", "shop").succeeded();
    }

    private void write(String... groups) throws IOException {
        Files.writeString(file, "fleet: shop\ngroups:\n  " + String.join("\n  ", groups) + "\n");
    }

    private List<String> plan() {
        List<String> steps = new ArrayList<>();
        for (JsonNode step : lab.slipway().json("fleet", "plan", file.toString()).path("Steps")) {
            steps.add(step.path("Action").asText() + " " + step.path("Member").asText());
        }
        return steps;
    }

    private static Map<String, String> members() {
        Map<String, String> ids = new TreeMap<>();
        list().forEach(member -> ids.put(member.path("Member").asText(), member.path("InstanceId").asText()));
        return ids;
    }

    private static List<String> states() {
        List<String> states = new ArrayList<>();
        list().forEach(member -> states.add(member.path("Member").asText() + " " + member.path("State").asText() + " "
                + member.path("Ready").asText()));
        return states;
    }

    private static List<JsonNode> list() {
        Slipway.Result listed = lab.slipway().run("fleet", "list", "shop");
        List<JsonNode> members = new ArrayList<>();
        if (listed.exit() == 0) {
            listed.json().path("Members").forEach(members::add);
        }
        return members;
    }

    private static void killQemu(String id) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            List<ProcessHandle> qemu = all.filter(process -> process.info().commandLine()
                    .filter(line -> line.contains("guest=" + id)).isPresent()).toList();
            assertEquals(1, qemu.size(), id);
            qemu.get(0).destroyForcibly();
        }
    }
}
