package dev.slipway.launcher.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentReaderTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no          | "no"
            on          | "on"
            0123        | "0123"
            1_000       | "1_000"
            12:30:00    | "12:30:00"
            2026-11-27  | "2026-11-27"
            true        | true
            '"true"'    | "true"
            42          | 42
            1.5e3       | 1.5E+3
            ~           | null
            0x10        | "0x10"
            """)
    void aScalarIsWhatJsonWouldHaveItBe(String written, String read) {
        assertEquals(read, DocumentReader.read("a", "x: " + written).root().path("x").toString());
    }

    @Test
    void eachKeyHasItsLine() {
        Document document = DocumentReader.read("a.yaml", """
                # a comment
                one: 1
                list:
                  - x
                  - {"a/b": 2}
                """);
        assertEquals(2, document.line("/one"));
        assertEquals(3, document.line("/list"));
        assertEquals(5, document.line("/list/1/a~1b"));
        assertEquals(5, document.line("/list/1/nothing/there"));
        assertEquals("a.yaml:4", document.place("/list/0"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a: 1\\na: 2        | 2
            a: [1              | 1
            '? [a]\\n: 1'      | 1
            a: *nothing        | 1
            a: 1\\n---\\nb: 2  | 2
            """)
    void whatIsNoYamlIsRefusedWithItsLine(String text, int line) {
        LauncherException refused = assertThrows(LauncherException.class,
                () -> DocumentReader.read("a.yaml", text.replace("\\n", "\n")));
        assertTrue(refused.getMessage().startsWith("a.yaml:" + line + ": "), refused.getMessage());
    }

    @Test
    void aShortFileThatStandsForAWorldOfAliasesIsRefused() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            String before = "*a" + (i - 1);
            text.append("a").append(i).append(": &a").append(i).append(" [").append(before)
                    .append((", " + before).repeat(9)).append("]\n");
        }
        assertThrows(LauncherException.class, () -> DocumentReader.read("bomb.yaml", text.toString()));
        assertThrows(LauncherException.class, () -> DocumentReader.read("loop.yaml", "a: &a [*a]"));
    }

    @Test
    void aFileThatIsNotThereOrNoTextIsNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("fleet.yaml");
        assertTrue(assertThrows(LauncherException.class, () -> DocumentReader.read(file)).getMessage().contains("does not exist"));
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertTrue(assertThrows(LauncherException.class, () -> DocumentReader.read(file)).getMessage().contains("UTF-8"));
    }
}
