package dev.slipway.launcher.ec2.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * docs/clients.md shows the examples as the tests run them. When it does not, the test puts them there as they are, and fails: look at
 * it, and commit it.
 */
class ClientsPageTest {

    private static final Path PAGE = Path.of("../docs/clients.md");
    private static final Pattern PLACE = Pattern.compile("(<!-- file: (\\S+) -->\n)(.*?)(<!-- end of file -->)", Pattern.DOTALL);
    private static final Map<String, String> LANGUAGES = Map.of("sh", "bash", "py", "python", "java", "java", "mjs", "javascript", "tf", "hcl");

    @Test
    void thePageShowsTheFilesThatTestsRun() throws IOException {
        String page = Files.readString(PAGE);
        assertTrue(PLACE.matcher(page).results().count() >= LANGUAGES.size(), "the page has lost its examples");
        String right = PLACE.matcher(page).replaceAll(place -> Matcher.quoteReplacement(
                place.group(1) + shown(PAGE.resolveSibling(place.group(2))) + place.group(4)));
        if (!page.equals(right)) {
            Files.writeString(PAGE, right);
        }
        assertEquals(right, page, "the page was stale; it has the right examples now");
    }

    private static String shown(Path file) {
        String name = file.getFileName().toString();
        try {
            return "\n```" + LANGUAGES.get(name.substring(name.lastIndexOf('.') + 1)) + "\n" + Files.readString(file) + "```\n\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
