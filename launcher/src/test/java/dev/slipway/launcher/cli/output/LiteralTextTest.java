package dev.slipway.launcher.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiteralTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            Images[?Name==`web`].ImageId     | Images[?Name==`"web"`].ImageId
            Images[?Name==`"web"`].ImageId   | Images[?Name==`"web"`].ImageId
            [?Code==`16`]                    | [?Code==`16`]
            [?Public==`true`]                | [?Public==`true`]
            [?a==`a b` && b==`c`]           | [?a==`"a b"` && b==`"c"`]
            [?a=='`raw`']                    | [?a=='`raw`']
            [?a==`open                       | [?a==`open
            Images[].ImageId                 | Images[].ImageId
            """)
    void aLiteralThatIsNoJsonIsAText(String written, String completed) {
        assertEquals(completed, LiteralText.completed(written));
    }
}
