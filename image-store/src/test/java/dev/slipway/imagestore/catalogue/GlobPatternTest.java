package dev.slipway.imagestore.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobPatternTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "web|web|true", "web|Web|false", "web|web1|false", "web*|web|true", "web*|web-1|true", "*|x|true", "*||true",
        "?||false", "w?b|wib|true", "w?b|wb|false", "*-1|web-1|true", "*-1|web-11|false", "a*b*c|a--b--b--c|true",
        "a*b*c|a--c|false", "\\*|*|true", "\\*|x|false", "web\\?|web?|true", "web\\?|web1|false", "a\\\\b|a\\b|true",
        "[a]|[a]|true", "[a]|a|false", "**|x|true", "?|€|true", "?|😀|true", "x\\|x\\|true",
    })
    void aTextFitsOrNot(String pattern, String text, boolean fits) {
        assertEquals(fits, GlobPattern.fits(pattern, text == null ? "" : text));
    }

    @Test
    void manyStarsTakeNoTime() {
        String pattern = "*a".repeat(200) + "b";
        assertFalse(assertTimeoutPreemptively(Duration.ofSeconds(5), () -> GlobPattern.fits(pattern, "a".repeat(10_000))));
        assertEquals(200, GlobPattern.stars(pattern));
        assertEquals(1, GlobPattern.stars("a**b\\*"));
    }
}
