package dev.slipway.launcher.cli.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.launcher.errors.LauncherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The quick reader takes in only what picocli reads the same way. */
class QuickReaderTest {

    /** Every kind of parameter there is. */
    static final class Sample extends Syntax {

        final Option<String> name = option("-n,--name", "NAME", Values.TEXT, "A name, 100% free.");
        final Option<String> tags = options("--tag", "KEY=VALUE", Values.TEXT, "Tags.");
        final Option<Integer> count = option("--count", "N", Values.COUNT, "How many.");
        final Flag all = flag("-a,--all", "All of them.");
        final Argument<String> image = argument("IMAGE", Values.TEXT, "The image.");
        final Argument<String> more = arguments("MORE", 0, Argument.ANY, Values.TEXT, "More of them.");

        Sample() {
            super("sample", "A sample.", new Shared());
        }

        List<List<String>> taken() {
            List<List<String>> words = new ArrayList<>();
            for (Parameter<?> each : List.of(name, tags, count, all, image, more)) {
                words.add(List.copyOf(each.words()));
            }
            words.add(List.copyOf(shared().orElseThrow().options().get(0).words()));
            words.add(List.copyOf(shared().orElseThrow().flags().get(0).words()));
            return words;
        }
    }

    private static final class Shared extends Syntax {

        Shared() {
            super("", "", null);
            option("-o,--output", "FORMAT", Values.TEXT, "Format.");
            flag("--debug", "Debug.");
        }
    }

    @Test
    void plainLinesAreTakenIn() {
        Sample sample = new Sample();
        assertTrue(take(sample, "web", "--name", "a b", "-a", "--tag", "k=v", "--tag=x=y", "db", "--debug", "-o", "json"));
        assertEquals(List.of(List.of("a b"), List.of("k=v", "x=y"), List.of(), List.of("true"), List.of("web"),
                List.of("db"), List.of("json"), List.of("true")), sample.taken());
    }

    @Test
    void whatIsNotPlainIsLeftUntaken() {
        for (String line : List.of("", "web --help", "web -h", "web --nmae x", "web --name", "web --name=",
                "web --name -x", "web -an x", "web -nx", "web --all=true", "-1 x")) {
            Sample sample = new Sample();
            assertFalse(take(sample, words(line)), line);
            assertEquals(new Sample().taken(), sample.taken(), line);
        }
    }

    @Test
    void whatFollowsTwoDashesIsNoOption() {
        Sample sample = new Sample();
        assertTrue(take(sample, "web", "-a", "--", "--name", "-x"));
        assertEquals(List.of(List.of(), List.of(), List.of(), List.of("true"), List.of("web"), List.of("--name", "-x"),
                List.of(), List.of()), sample.taken());
    }

    @Test
    void theLastOneCountsUnlessTheOptionIsRepeatable() {
        Sample sample = new Sample();
        assertTrue(take(sample, "web", "--name", "a", "--name=b", "-a", "-a", "--tag", "x=1", "--tag", "y=2"));
        sample.convert();
        assertEquals("b", sample.name.or(""));
        assertEquals(List.of("x=1", "y=2"), sample.tags.values());
    }

    @Test
    void whateverIsTakenInPicocliReadsTheSame() {
        String[] pool = {"web", "db", "-n", "--name", "--name=x", "--tag", "--tag=k=v", "k=v", "--count", "3", "-a",
            "--all", "-o", "json", "--output=text", "--debug", "--", "-", "@file", "--nmae", "-x", "", "${sys:user.home}",
            "'quoted'", "\"double\"", "a,b", "--name=", "-nfoo"};
        Random random = new Random(20260101);
        int taken = 0;
        for (int round = 0; round < 4000; round++) {
            String[] line = new String[random.nextInt(7)];
            for (int i = 0; i < line.length; i++) {
                line[i] = pool[random.nextInt(pool.length)];
            }
            Sample quick = new Sample();
            if (take(quick, line)) {
                taken++;
                assertEquals(slowly(line).taken(), quick.taken(), List.of(line).toString());
            }
        }
        assertTrue(taken > 200, "too few plain lines among the random ones: " + taken);
    }

    @Test
    void aValueThatCannotBeReadIsToldByItsName() {
        Sample sample = new Sample();
        assertTrue(take(sample, "web", "--count", "many"));
        LauncherException e = assertThrows(LauncherException.class, sample::convert);
        assertEquals("--count: 'many' is no whole number.", e.getMessage());
    }

    private static Sample slowly(String... line) {
        Sample sample = new Sample();
        List<String> whole = new ArrayList<>(List.of("sample"));
        whole.addAll(List.of(line));
        Program program = new Program("program", "A program.", List.of(), List.of(sample), new Shared(), List.of());
        Reading reading = new PicocliGrammar(program).read(whole.toArray(new String[0]));
        assertEquals(new Reading.Command(sample), reading);
        return sample;
    }

    private static boolean take(Sample sample, String... line) {
        return QuickReader.take(sample, line, 0);
    }

    private static String[] words(String line) {
        return line.isEmpty() ? new String[0] : line.split(" ");
    }
}
