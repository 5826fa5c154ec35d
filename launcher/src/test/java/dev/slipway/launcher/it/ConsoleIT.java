package dev.slipway.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.access.ConsoleSession;
import dev.slipway.launcher.instance.access.GuestAccess;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.service.Services;
import dev.slipway.launcher.settings.GivenSettings;
import dev.slipway.launcher.settings.Setting;
import dev.slipway.launcher.settings.Settings;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guests' consoles, read, followed and typed into, and their screens. */
class ConsoleIT extends TinyGuestLab {

    private static final Duration LOOK = Duration.ofMillis(200);

    @Test
    void somebodyLogsInOnTheSerialLineAndNobodyElseMeanwhile() {
        InstanceId id = new InstanceId(lab.launch(Lab.PARAVIRTUAL));
        Slipway.Running follower = lab.slipway().start("instance", "console", id.value(), "--follow");
        Settings settings = Settings.of(GivenSettings.gather(
                Map.of(Setting.HOME, lab.slipway().home().toString()), Map.of()), false);
        try (Services services = new Services(settings, "a test", warning -> { })) {
            GuestAccess access = services.instances().access();
            try (ConsoleSession session = access.attachConsole(id, false)) {
                type(session, "\r");
                await(session, "login: ");
                type(session, "root\r");
                await(session, "# ");
                type(session, "echo got-$((6*7))\r");
                await(session, "got-42");
                assertStatus(id, "ok", "passed", "passed");
                LauncherException taken = assertThrows(LauncherException.class, () -> access.attachConsole(id, false).close());
                assertEquals(LauncherError.CONSOLE_IN_USE, taken.kind());
                access.attachConsole(id, true).close();
            }
        }
        lab.slipway().run("instance", "stop", id.value(), "--force").succeeded();
        assertEquals(0, lab.slipway().json("instance", "status").path("InstanceStatuses").size(), "nothing runs");
        assertStatus(id, "not-applicable", "", "", "--include-all-instances");
        lab.slipway().run("instance", "status", "i-00000000000000000").refused(3, "InvalidInstanceID.NotFound");
        String followed = follower.await().succeeded().stdout();
        assertTrue(followed.contains("got-42"), "the follower saw all of it, and ended with the guest: " + followed);
        lab.slipway().run("instance", "console", id.value(), "--attach").refused(2, "UsageError");
        assertTrue(lab.slipway().run("instance", "console", id.value()).succeeded().stdout().contains("got-42"));
        lab.slipway().run("instance", "terminate", id.value()).succeeded();
        JsonNode answer = lab.slipway().json("instance", "console", id.value(), "--latest", "-o", "json");
        assertEquals(id.value(), answer.path("InstanceId").asText());
        assertTrue(answer.path("Output").asText().contains("got-42"), "a terminated one is read as well");
        assertTrue(answer.path("Timestamp").asText().endsWith("Z"), answer::toPrettyString);
    }

    private static void assertStatus(InstanceId id, String word, String system, String guest, String... more) {
        List<String> command = new ArrayList<>(List.of("instance", "status", id.value()));
        command.addAll(List.of(more));
        JsonNode status = lab.slipway().json(command.toArray(String[]::new)).path("InstanceStatuses").path(0);
        assertEquals(id.value(), status.path("InstanceId").asText());
        assertEquals(word, status.path("SystemStatus").path("Status").asText());
        assertEquals(word, status.path("InstanceStatus").path("Status").asText());
        assertEquals(system, status.path("SystemStatus").path("Details").path(0).path("Status").asText());
        assertEquals(guest, status.path("InstanceStatus").path("Details").path(0).path("Status").asText());
    }

    @Test
    void aTerminalIsJoinedWithTheConsoleAndGivenBackAsItWas() throws Exception {
        String id = lab.launch(Lab.PARAVIRTUAL);
        try (Pty pty = Pty.running(lab.slipway().commandLine("instance", "console", id, "--attach")
                + "; echo exit=$?; stty -a | grep -o -- '-\\?icanon\\|-\\?echo ' | tr '\\n' ' '", lab.slipway().home())) {
            pty.await("Ctrl-] leaves it");
            pty.type("\r");
            pty.await("login: ");
            pty.type("root\r");
            pty.await("# ");
            // Ctrl-C is the guest's.
            pty.type("echo be''gun; sleep 600\r");
            pty.await("begun");
            pty.type("\003");
            pty.type("echo got-$((6*7))\r");
            pty.await("got-42");
            pty.type("\035");
            pty.await("left the console of " + id);
            pty.await("exit=0");
            pty.await("icanon echo");
            pty.end();
            assertFalse(pty.shown().contains("-icanon"), pty::shown);
        }
        lab.slipway().run("instance", "console", id, "--follow", "--attach").refused(2, "InvalidParameterCombination");
        lab.slipway().run("instance", "console", id, "--force").refused(2, "InvalidParameterCombination");
        lab.slipway().run("instance", "screenshot", id).refused(4, "UnsupportedOperation");
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    @Test
    void aGuestWithAScreenIsSeen(@TempDir Path folder) throws Exception {
        String id = lab.launch(Lab.HVM, "--display", "card");
        Path png = folder.resolve("screen.png");
        lab.slipway().run("instance", "screenshot", id, "--out", png.toString()).succeeded();
        requirePicture(Files.readAllBytes(png));
        JsonNode answer = lab.slipway().json("instance", "screenshot", id);
        assertEquals(id, answer.path("InstanceId").asText());
        requirePicture(Base64.getDecoder().decode(answer.path("ImageData").asText()));
        lab.slipway().run("instance", "stop", id, "--force").succeeded();
        lab.slipway().run("instance", "screenshot", id).refused(4, "IncorrectInstanceState");
        lab.slipway().run("instance", "terminate", id).succeeded();
    }

    private static void requirePicture(byte[] png) throws Exception {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        assertTrue(picture.getWidth() >= 640 && picture.getHeight() >= 350, picture::toString);
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < picture.getWidth(); x++) {
            for (int y = 0; y < picture.getHeight(); y++) {
                colours.add(picture.getRGB(x, y));
            }
        }
        assertTrue(colours.size() > 1, "all of it has one colour: " + colours);
    }

    private static void type(ConsoleSession session, String keys) {
        byte[] bytes = keys.getBytes(StandardCharsets.US_ASCII);
        session.write(bytes, 0, bytes.length);
    }

    private static void await(ConsoleSession session, String text) {
        StringBuilder shown = new StringBuilder();
        byte[] buffer = new byte[4096];
        Await.until("the console shows " + text, () -> {
            int count = session.read(buffer, LOOK);
            assertTrue(count >= 0, () -> "the console ended: " + shown);
            shown.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            return shown.indexOf(text) >= 0;
        });
    }
}
