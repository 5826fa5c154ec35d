package dev.slipway.launcher.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.launcher.cli.command.Noun;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.output.StandardOutput;
import dev.slipway.launcher.cli.output.Terminal;
import dev.slipway.launcher.cli.syntax.Example;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineFaceTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path home;

    @Test
    void aResultGoesToStandardOutputAndNothingElseDoes() {
        assertEquals(0, run(out, "region", "list", "--query", "Regions[0].RegionName", "-o", "text"));
        assertEquals("local-1\n", text(out));
        assertEquals("", text(err));
    }

    @Test
    void optionsOfEveryCommandMayStandInFrontOfIt() {
        for (String line : List.of("--region lab image list -o text", "-o text --region=lab image list",
                "--debug --region lab image list", "image list --region lab -o text")) {
            err.reset();
            assertEquals(3, run(out, line.split(" ")), line);
            assertTrue(text(err).startsWith("slipway: InvalidRegion.NotFound: The region 'lab' "), line + text(err));
        }
        assertEquals("", text(out));
    }

    @Test
    void aMistypedWordIsToldWithTheNearestOne() {
        assertEquals(2, run(out, "regoin", "list"));
        assertEquals("""
                slipway: UsageError: 'slipway' has no command 'regoin'.
                slipway: hint: Did you mean 'region'? See 'slipway --help'.
                """, text(err));
    }

    @Test
    void everyMistakeInTheLineEndsWithTwoAndOneSentence() {
        for (String line : List.of("", "region", "region lst", "region list --nosuch", "region list extra", "--nosuch",
                "region list -o", "region list --output=xml", "completion", "completion fish", "region list --region=", "--region", "--region x", "region list --query [[", "x y z", "region list --",
                "region list --region ../x")) {
            err.reset();
            int exit = run(out, line.isEmpty() ? new String[0] : line.split(" "));
            if (line.equals("region list --")) {
                assertEquals(0, exit, line);
                continue;
            }
            assertEquals(2, exit, line + ": " + text(err));
            assertTrue(text(err).matches("slipway: \\w+: [^\n]+\\.\n(slipway: hint: [^\n]+\n)?"), line + ": " + text(err));
        }
    }

    @Test
    void everyCommandHasHelpAndNamesAreUsedOnce() {
        Set<String> words = new HashSet<>();
        for (Noun noun : Commands.nouns()) {
            assertTrue(words.add(noun.name()), noun.name());
            Set<String> verbs = new HashSet<>();
            for (Verb verb : noun.commands()) {
                assertTrue(verbs.add(verb.name()), noun.name() + " " + verb.name());
                help(verb, noun.name(), verb.name(), "--help");
            }
        }
        for (Verb verb : Commands.verbs()) {
            assertTrue(words.add(verb.name()), verb.name());
            help(verb, verb.name(), "-h");
        }
    }

    private void help(Verb verb, String... line) {
        out.reset();
        assertEquals(0, run(out, line), verb.name());
        String text = text(out);
        assertTrue(text.startsWith("Usage: slipway "), text);
        assertTrue(text.contains(verb.summary()), text);
        assertFalse(verb.examples().isEmpty(), verb.name() + " has no example");
        for (Example example : verb.examples()) {
            assertTrue(text.contains("  " + example.line() + "\n"), "too long for one line: " + example.line());
        }
        for (String each : text.split("\n")) {
            assertTrue(each.length() <= 120, each);
        }
    }

    @Test
    void theVersionIsPrinted() {
        assertEquals(0, run(out, "--version"));
        assertTrue(text(out).matches("slipway .+\n"));
    }

    @Test
    void aReaderThatGoesAwayEndsTheCommandQuietly() {
        assertEquals(0, run(failing("Broken pipe"), "region", "list"));
        assertEquals("", text(err));
    }

    @Test
    void aFullDiskBehindStandardOutputIsAnError() throws IOException {
        try (OutputStream full = new FileOutputStream("/dev/full")) {
            assertEquals(6, run(full, "region", "list"));
        }
        assertEquals("slipway: FileFailed: Standard output cannot be written: No space left on device.\n", text(err));
    }

    @Test
    void aKnownErrorIsOneLineAndItsHint() {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        HostException error = new HostException(HostError.NO_SPACE, "The folder /x\u001b[2J is\nfull.", "Free some.", null);
        assertEquals(5, ErrorLine.print(error, stream, false));
        assertEquals("""
                slipway: InsufficientStorage: The folder /x\\u001b[2J is full.
                slipway: hint: Free some.
                """, text(err));
    }

    @Test
    void aDefectSaysSoAndHowToSeeWhere() {
        PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        assertEquals(1, ErrorLine.print(new IllegalStateException("no such case"), stream, false));
        assertEquals("""
                slipway: InternalError: java.lang.IllegalStateException: no such case
                slipway: hint: This is a defect in Slipway. Run the command again with --debug to see where.
                """, text(err));
        err.reset();
        assertEquals(1, ErrorLine.print(new IllegalStateException("no such case"), stream, true));
        assertTrue(text(err).contains("\tat dev.slipway."), text(err));
    }

    @Test
    void debugShowsTheStackTraceOfAnError() {
        assertEquals(2, run(out, "region", "list", "--nosuch", "--debug"));
        assertTrue(text(err).contains("\tat dev.slipway."), text(err));
    }

    private int run(OutputStream stdout, String... line) {
        return new CommandLineFace(Map.of("SLIPWAY_HOME", home.toString()), new Terminal(false, false, 80),
                new StandardOutput(stdout), new PrintStream(err, true, StandardCharsets.UTF_8),
                new Interruption(Thread.currentThread())).run(line);
    }

    private static OutputStream failing(String message) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
