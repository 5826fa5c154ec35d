package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of a build that are booted as they are, cases in a file, what guests are asked, and what follows from it. */
class SmokeFileIT extends TinyGuestLab {

    /** Of a user whose libvirt and whose Slipway are below it, for all their sockets; docs/smoke.md says so. */
    private static final int LONGEST_HOME = 34;

    private static final String PASSED = "passed";

    @Test
    void filesAreRegisteredForTheRunAndAskedWhatTheirCasesSay(@TempDir Path folder) throws Exception {
        Path tiny = Lab.guests().resolve("tiny");
        Path file = Files.writeString(folder.resolve("smoke.yaml"), """
                defaults: {type: lab.128m, timeout: %s}
                cases:
                  - name: tiny
                    files: {disk: '{{disk}}', kernel: %s, ramdisk: %s}
                    for: [login]
                    never: Oops
                    tcp: 22
                    command: [test -d /proc, "[ $(grep -c ^processor /proc/cpuinfo) = {{cpus}} ]"]
                    matrix: {disk: [%s], cpus: [1, 2]}
                  - name: firmware
                    files: {disk: %s}
                    type: lab.256m
                    console: ["SeaBIOS", "Linux version"]
                    never: "Run /init"
                  - name: command
                    files: {kernel: %s, ramdisk: %s}
                    console: [Linux version, Run /init]
                    never: ["Run /(s)bin/nothing", "random: crng init done, or any other word"]
                  - name: asked
                    image: %s
                    user-data: www.sh
                    http: 80/health
                  - name: closed
                    image: %s
                    user-data: www.sh
                    tcp: [80, 81]
                    check-timeout: 5s
                """.formatted(Lab.PATIENCE, tiny.resolve("vmlinuz"), tiny.resolve("initrd"), tiny.resolve("root.qcow2"),
                tiny.resolve("disk.qcow2"), tiny.resolve("vmlinuz"), tiny.resolve("initrd"), Lab.PARAVIRTUAL, Lab.PARAVIRTUAL));
        Files.writeString(folder.resolve("www.sh"), "#!/bin/sh\nmkdir /www; echo fine >/www/health; busybox httpd -p 80 -h /www\n");
        Path kept = folder.resolve("kept");
        Slipway.Result run = lab.slipway().run("smoke", "-f", file.toString(), "--artifacts", kept.toString(), "--keep-all",
                "--parallel", "2", "-o", "json");
        assertEquals(20, run.exit(), run::toString);
        JsonNode cases = run.json().path("Cases");
        assertEquals(List.of(PASSED, PASSED, PASSED, PASSED, PASSED, "failed"), cases.findValuesAsText("Result"), run::toString);
        assertEquals("tcp:22", cases.path(0).path("Checks").path(0).path("Check").asText());
        assertEquals("http:80/health", cases.path(4).path("Checks").path(0).path("Check").asText());
        assertEquals("CheckFailed", cases.path(5).path("Code").asText());
        assertTrue(cases.path(5).path("Message").asText().contains("'tcp:81' failed: it takes no connection"), run::toString);
        assertEquals(2, lab.slipway().json("image", "list").path("Images").size(), "the lab's own images, and no others");
        assertEquals(1, lab.slipway().json("kernel", "list").path("Images").size());
        assertTrue(Files.readString(kept.resolve("3-firmware").resolve("command.txt"))
                .startsWith("slipway smoke " + tiny.resolve("disk.qcow2") + " --instance-type lab.256m"));
        assertTrue(Files.readString(kept.resolve("3-firmware").resolve("versions.txt")).contains("QEMU "));
        assertTrue(Files.readString(kept.resolve("3-firmware").resolve("trace.txt")).contains("kernel "));
    }

    @Test
    void whatMustNotBePrintedAndWhatMustNotFailAreTold() {
        Slipway.Result never = lab.slipway().run("smoke", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--timeout", Lab.PATIENCE,
                "--never", "Linux version", "-o", "json");
        assertEquals(20, never.exit(), never::toString);
        assertEquals("ForbiddenOutput", never.json().path("Cases").path(0).path("Code").asText(), never::toString);
        Slipway.Result command = lab.slipway().run("smoke", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--timeout", Lab.PATIENCE,
                "--display", "card", "--command", "echo no such service >&2; exit 3", "-o", "json");
        assertEquals(20, command.exit(), command::toString);
        assertTrue(command.json().path("Cases").path(0).path("Message").asText().contains("ended with 3 and said: no such service"),
                command::toString);
    }

    @Test
    void aBaselineIsRecordedAndHeldAndAChannelMovesOnlyWhenAllPass(@TempDir Path folder) throws Exception {
        String baseline = folder.resolve("baseline.json").toString();
        String[] smoke = {"smoke", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--timeout", Lab.PATIENCE, "--for", "userspace",
            "--baseline", baseline, "--tolerance", "20", "--promote", "tiny:stable"};
        ObjectMapper json = new ObjectMapper();
        lab.slipway().run(smoke).succeeded();
        assertEquals(1, lab.slipway().json("channel", "list").path("Channels").size());
        lab.slipway().run("channel", "delete", "tiny:stable").succeeded();
        JsonNode recorded = json.readTree(Path.of(baseline).toFile());
        assertTrue(recorded.at("/Ratios/" + Lab.PARAVIRTUAL + "/userspace").asDouble() > 0.1, recorded::toString);

        ((ObjectNode) recorded.at("/Ratios/" + Lab.PARAVIRTUAL)).put("userspace", 0.001);
        json.writeValue(Path.of(baseline).toFile(), recorded);
        Slipway.Result slower = lab.slipway().run(smoke);
        assertEquals(20, slower.exit(), slower::toString);
        assertTrue(slower.stderr().contains("BaselineExceeded"), slower::toString);
        assertEquals(0, lab.slipway().json("channel", "list").path("Channels").size());

        lab.slipway().run("smoke", Lab.PARAVIRTUAL, Lab.HVM, "--promote", "tiny:stable")
                .refused(2, "InvalidParameterCombination");
    }

    @Test
    void aKilledRunOfFilesLeavesNoImages() throws Exception {
        Path tiny = Lab.guests().resolve("tiny");
        Slipway.Running killed = lab.slipway().start("smoke", "kernel=" + tiny.resolve("vmlinuz") + ",ramdisk=" + tiny.resolve("initrd"),
                "--type", Lab.TYPE, "--console", "never said", "--timeout", Lab.PATIENCE);
        Await.until("the instance runs", () -> !lab.slipway().json("instance", "list", "--filter", "instance-state-name=running")
                .path("Reservations").isEmpty());
        assertEquals(137, killed.signal("KILL").await().exit());
        assertEquals(2, lab.slipway().json("image", "list").path("Images").size());
        assertEquals(1, lab.slipway().json("kernel", "list").path("Images").size());
    }

    @Test
    void ctrlCEndsARunWithAllThatIsIts() {
        Slipway.Running interrupted = lab.slipway().start("smoke", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--for", "console:never said",
                "--timeout", Lab.PATIENCE);
        Await.until("the instance runs", () -> !lab.slipway().json("instance", "list", "--filter", "instance-state-name=running")
                .path("Reservations").isEmpty());
        assertEquals(130, interrupted.signal("INT").await().exit());
    }

    /** Nobody has no daemon, no rights and no home of its own. */
    @Test
    void nobodyNeedsNoRightsAndNoDaemon(@TempDir Path folder) throws Exception {
        Path tiny = Lab.guests().resolve("tiny");
        run("chmod", "755", folder.toString());
        run("cp", "-r", System.getProperty("slipway.dist"), folder.resolve("slipway").toString());
        run("cp", tiny.resolve("vmlinuz").toString(), tiny.resolve("initrd").toString(), folder.toString());
        // libvirt's sockets lie below, and the path of a socket has at most 107 bytes.
        String name = "/var/tmp/nobodys-home-" + ProcessHandle.current().pid() + "-";
        Path home = Files.createDirectory(Path.of(name + "x".repeat(LONGEST_HOME - name.length())));
        run("chown", "65534:65534", home.toString());
        run("chmod", "-R", "go+rX", folder.resolve("slipway").toString(), folder.resolve("vmlinuz").toString(),
                folder.resolve("initrd").toString());
        Slipway nobodys = new Slipway(home.resolve(".local/share/slipway"), folder.resolve("slipway"))
                .in(Map.of("HOME", home.toString(), "XDG_RUNTIME_DIR", ""));
        try {
            Slipway.Result smoke = nobodys.start(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"),
                    "smoke", "kernel=" + folder.resolve("vmlinuz") + ",ramdisk=" + folder.resolve("initrd"), "--type", Lab.TYPE,
                    "--console", "Run /init", "--timeout", Lab.PATIENCE, "--libvirt-uri", "qemu:///session").await();
            assertEquals(0, smoke.exit(), smoke::toString);
        } finally {
            endDaemon(home.resolve(".cache/libvirt/libvirtd.pid"));
            endDaemon(home.resolve(".cache/libvirt/virtlogd.pid"));
            run("rm", "-rf", home.toString());
        }
    }

    /** What libvirt started by itself would end by itself, two minutes later. */
    private static void endDaemon(Path pidFile) throws Exception {
        ProcessHandle daemon = ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip())).orElseThrow();
        daemon.destroy();
        daemon.onExit().get();
    }

    private static void run(String... command) throws Exception {
        assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), String.join(" ", command));
    }
}
