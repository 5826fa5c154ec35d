package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.launcher.it.Slipway.Result;
import dev.slipway.launcher.it.Slipway.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests that do not come up, each told apart by its exit code, long before the deadline. */
class VerdictIT extends TinyGuestLab {

    private static final String NEVER = "console:never said";

    @TempDir
    Path folder;

    /** Launches a guest that fails, and returns what its verdict says. */
    private JsonNode verdict(int exit, String code, String cause, String... arguments) throws IOException {
        Path file = folder.resolve("verdict.json");
        List<String> line = new ArrayList<>(List.of("run"));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--type", Lab.TYPE, "--timeout", Lab.PATIENCE, "--verdict", file.toString()));
        Result result = lab.slipway().run(line.toArray(String[]::new)).refused(exit, code);
        JsonNode verdict = read(file);
        assertFalse(verdict.path("Ready").asBoolean(), result::toString);
        assertEquals(cause, verdict.path("Cause").asText(), result::toString);
        assertEquals(code, verdict.path("Code").asText());
        assertEquals(exit, verdict.path("ExitCode").asInt());
        return verdict;
    }

    private static JsonNode read(Path file) throws IOException {
        JsonNode verdicts = new ObjectMapper().readTree(file.toFile()).path("Verdicts");
        assertEquals(1, verdicts.size(), verdicts::toPrettyString);
        return verdicts.path(0);
    }

    @Test
    void aBootLoaderThatFindsNothingToReadStopsAtItsPrompt() throws Exception {
        for (Path disk : List.of(BrokenDisks.withoutModules(folder), BrokenDisks.withoutFileSystem(folder))) {
            String prompt = disk.endsWith("no-modules.raw") ? "grub rescue>" : "grub>";
            String name = disk.getFileName().toString();
            lab.slipway().json("image", "import", disk.toString(), "--name", name);
            JsonNode verdict = verdict(12, "BootLoaderStopped", "boot-loader", name, "--wait", "login");
            assertEquals(prompt, verdict.path("Detail").asText());
            assertEquals("running", verdict.path("Stage").asText());
        }
    }

    @Test
    void aKernelWithoutARamdiskFindsNoRootDevice() throws Exception {
        // The drivers of disks are modules, which are in the ramdisk.
        lab.slipway().json("image", "import", Lab.guests().resolve("tiny").resolve("root.qcow2").toString(),
                "--name", "no-ramdisk", "--virtualization-type", "paravirtual", "--kernel", "tiny-kernel");
        JsonNode verdict = verdict(14, "NoRootDevice", "no-root-device", "no-ramdisk", "--wait", "login",
                "--kernel-command-line", "root=/dev/vda console=ttyS0 panic=0");
        assertTrue(verdict.path("Detail").asText().contains("VFS: "), verdict::toPrettyString);
        assertEquals("kernel", verdict.path("Stage").asText());
    }

    @Test
    void aFirstProcessThatEndsPanicsTheKernel() throws Exception {
        JsonNode verdict = verdict(13, "KernelPanic", "kernel-panic", Lab.PARAVIRTUAL, "--wait", "login,agent",
                "--kernel-command-line", "root=/dev/vda init=/bin/false console=ttyS0 panic=0");
        assertTrue(verdict.path("Detail").asText().contains("Attempted to kill init"), verdict::toPrettyString);
        assertEquals("login", verdict.path("Missing").asText());
        assertTrue(verdict.path("ConsoleLines").size() > 1, verdict::toPrettyString);
    }

    @Test
    void aGuestThatPowersItselfOff() throws Exception {
        Path userData = Files.writeString(folder.resolve("user-data"), "#!/bin/sh\npoweroff\n");
        verdict(18, "GuestPoweredOff", "guest-powered-off", Lab.PARAVIRTUAL, "--wait", NEVER, "--user-data", userData.toString());
    }

    @Test
    void aGuestThatRunsAndSaysNothing() throws Exception {
        lab.slipway().json("image", "import", BrokenDisks.spinning(folder).toString(), "--name", "spinning");
        JsonNode verdict = verdict(10, "ReadinessTimeout", "silence", "spinning", "--wait", "login", "--silence", "20s", "--keep");
        assertTrue(verdict.path("Message").asText().contains("the guest prints nothing any more"), verdict::toPrettyString);
        String id = verdict.path("InstanceId").asText();
        Result late = lab.slipway().run("instance", "wait", id, "--for", "login", "--stage-timeout", "kernel=100ms")
                .refused(10, "ReadinessTimeout");
        assertTrue(late.stderr().contains("did not reach 'kernel': the deadline passed"), late::toString);
        lab.slipway().run("instance", "wait", id, "--for", "login", "--stage-timeout", "network=100ms").refused(16, "NoNetwork");
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    @Test
    void qemuThatIsKilledEndsTheWaitForAllAndIsQuoted() throws Exception {
        JsonNode launched = lab.slipway().json("run", Lab.PARAVIRTUAL, "--type", Lab.TYPE, "--count", "3", "--wait", "login",
                "--timeout", Lab.PATIENCE);
        String killed = launched.path("Instances").path(0).path("InstanceId").asText();
        String told = launched.path("Instances").path(1).path("InstanceId").asText();
        String ended = launched.path("Instances").path(2).path("InstanceId").asText();
        Path file = folder.resolve("verdict.json");

        // With a probe's stage, libvirt tells of the end; without one, it is asked.
        Running all = waitFor(file, "agent," + NEVER, ended, told, killed);
        end(killed, "KILL");
        Result result = all.await().refused(19, "QemuDied");
        assertTrue(result.stderr().contains(killed) && result.stderr().contains("without a word"), result::toString);
        JsonNode verdict = read(file);
        assertEquals(killed, verdict.path("InstanceId").asText(), "the others' waits were ended by it, and failed in nothing");
        assertEquals("qemu-died", verdict.path("Cause").asText());

        Running one = waitFor(file, NEVER, told);
        end(told, "TERM");
        result = one.await().refused(19, "QemuDied");
        assertTrue(result.stderr().contains("terminating on signal 15 from pid "), result::toString);

        one = waitFor(file, NEVER, ended);
        lab.slipway().run("instance", "terminate", ended, killed, told).succeeded();
        one.await().refused(4, "IncorrectInstanceState");
        assertEquals("ended", read(file).path("Cause").asText());
        lab.slipway().run("instance", "wait", ended, "--for", "login").refused(4, "IncorrectInstanceState");
    }

    /** Begins a wait, and returns once it reads a console: it echoes what is there already. */
    private Running waitFor(Path verdict, String goals, String... ids) {
        List<String> line = new ArrayList<>(List.of("instance", "wait"));
        line.addAll(List.of(ids));
        line.addAll(List.of("--for", goals, "--show-console", "--timeout", Lab.PATIENCE, "--verdict", verdict.toString()));
        Running running = lab.slipway().start(line.toArray(String[]::new));
        Await.until("the wait reads consoles", () -> Files.readString(running.stderr()).contains("tiny: "));
        return running;
    }

    private static void end(String id, String signal) throws Exception {
        String pid = Files.readString(Path.of("/run/libvirt/qemu", id + ".pid")).strip();
        assertEquals(0, new ProcessBuilder("kill", "-" + signal, pid).inheritIO().start().waitFor());
    }
}
