package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.host.qemu.QemuImg;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Images that are booted to see whether they come up, and nothing else. */
class SmokeIT extends TinyGuestLab {

    @Test
    void eachImageHasItsVerdictAndTheWorstIsTheExitCode(@TempDir Path folder) throws Exception {
        Path disk = folder.resolve("blank.qcow2");
        QemuImg.createBlank(disk, 1 << 30);
        lab.slipway().json("image", "import", disk.toString(), "--name", "blank", "--architecture", "x86_64");
        Path junit = folder.resolve("smoke.xml");
        Path tap = folder.resolve("smoke.tap");
        Path kept = folder.resolve("kept");
        Slipway.Result run = lab.slipway().run("smoke", Lab.PARAVIRTUAL, "blank", "nosuch", "--parallel", "2",
                "--type", Lab.TYPE, "--timeout", Lab.PATIENCE, "--junit", junit.toString(), "--tap", tap.toString(),
                "--artifacts", kept.toString(), "-o", "json");
        assertEquals(11, run.exit(), run::toString);
        JsonNode cases = run.json().path("Cases");
        assertEquals(List.of("passed", "failed", "failed"), cases.findValuesAsText("Result"));
        assertEquals("login", cases.path(0).path("Stages").path(3).path("Stage").asText(), run::toString);
        assertEquals("nothing-bootable", cases.path(1).path("Cause").asText());
        assertEquals("InvalidAMIID.NotFound", cases.path(2).path("Code").asText());
        for (int i = 0; i < 2; i++) {
            assertEquals("terminated", lab.state(cases.path(i).path("InstanceId").asText()));
        }
        assertReports(junit, tap);

        assertFalse(Files.exists(kept.resolve("1-" + Lab.PARAVIRTUAL)), "what passed is not kept");
        Path failed = kept.resolve("2-blank");
        assertTrue(Files.readString(failed.resolve("console.log")).contains("No bootable device"));
        assertTrue(Files.readString(failed.resolve("domain.xml")).contains(cases.path(1).path("InstanceId").asText()));
        assertTrue(Files.readString(failed.resolve("qemu.log")).contains("qemu-system-x86_64"));
        assertTrue(Files.readString(failed.resolve("verdict.txt")).startsWith("NothingBootable after "));
        lab.slipway().run("image", "deregister", "blank").succeeded();
    }

    private static void assertReports(Path junit, Path tap) throws Exception {
        Document xml = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(junit.toFile());
        Element suite = (Element) xml.getElementsByTagName("testsuite").item(0);
        assertEquals("3", suite.getAttribute("tests"));
        assertEquals("2", suite.getAttribute("failures"));
        Element failure = (Element) xml.getElementsByTagName("failure").item(0);
        assertEquals("NothingBootable", failure.getAttribute("type"));
        assertTrue(failure.getTextContent().contains("No bootable device."));
        List<String> lines = Files.readAllLines(tap);
        assertEquals("TAP version 13", lines.get(0));
        assertEquals("1..3", lines.get(1));
        assertTrue(lines.get(2).startsWith("ok 1 - " + Lab.PARAVIRTUAL + ": login after "), lines.get(2));
        assertTrue(lines.stream().anyMatch(line -> line.startsWith("not ok 2 - blank: NothingBootable after ")), lines::toString);
    }

    @Test
    void whatARunLeavesThatIsEndedGoesAtOnceOrWithTheNextCommand(@TempDir Path folder) throws Exception {
        Path tap = folder.resolve("smoke.tap");
        String[] smoke = {"smoke", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--for", "console:never said", "--timeout", Lab.PATIENCE};
        // Two at a time, and one that is over at once: its verdict is not lost.
        Slipway.Running told = lab.slipway().start("smoke", "nosuch", Lab.PARAVIRTUAL, "--parallel", "2", "--type", Lab.TYPE,
                "--for", "console:never said", "--timeout", Lab.PATIENCE, "--tap", tap.toString(),
                "--artifacts", folder.resolve("kept").toString());
        String first = running();
        assertEquals(143, told.signal("TERM").await().exit());
        assertEquals("terminated", lab.state(first));
        assertTrue(Files.readAllLines(tap).get(2).startsWith("not ok 1 - nosuch: InvalidAMIID.NotFound"));
        assertTrue(Files.exists(folder.resolve("kept").resolve("2-" + Lab.PARAVIRTUAL).resolve("console.log")));

        Slipway.Running killed = lab.slipway().start(smoke);
        String second = running();
        assertEquals(137, killed.signal("KILL").await().exit());
        assertEquals("terminated", lab.state(second), "the command that asks has cleared it away");
    }

    /** The instance of a run, once it runs. */
    private static String running() {
        String[] id = new String[1];
        Await.until("the run's instance runs", () -> {
            id[0] = lab.slipway().json("instance", "list", "--filter", "instance-state-name=running")
                    .path("Reservations").path(0).path("Instances").path(0).path("InstanceId").asText();
            return !id[0].isEmpty();
        });
        return id[0];
    }

    @Test
    void whereNothingCanBeWrittenNothingIsBooted(@TempDir Path folder) {
        String nowhere = folder.resolve("none").resolve("smoke.xml").toString();
        lab.slipway().run("smoke", Lab.PARAVIRTUAL, "--junit", nowhere).refused(6, "FileFailed");
        lab.slipway().run("smoke", Lab.PARAVIRTUAL, "--artifacts", "/proc/none").refused(6, "FileFailed");
    }
}
