package dev.slipway.launcher.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class XmlTextTest {

    @Test
    void markupAndEveryLanguageAreData() {
        for (String text : List.of("", "a\"b'c<d>e&f;", "]]>", "<!--", "&#0;", "größe 東京 \uD83D\uDC1A", "%s $HOME `id`")) {
            assertEquals(text, XmlText.checked(text, "name"));
        }
    }

    @Test
    void whatXmlCannotCarryIsRefusedWithTheFieldsName() {
        for (String text : List.of("a\u0000b", "a\u001Bb", "a\nb", "a\tb", "a\u007Fb", "a\u0085b", "a\uD800b", "\uDC00",
                "a\uD83D", "\uFFFE", "\uFFFF")) {
            LauncherException e = assertThrows(LauncherException.class, () -> XmlText.checked(text, "owner id"));
            assertEquals(LauncherError.INVALID_PARAMETER_VALUE, e.code());
        }
        LauncherException e = assertThrows(LauncherException.class, () -> XmlText.checked("a\u001Bb", "owner id"));
        assertEquals("The owner id 'a?b' contains the character U+001B, which is not allowed.", e.getMessage());
    }

    @Test
    void aKernelCommandLineCannotSmuggleALineBreak() {
        assertThrows(LauncherException.class,
                () -> new DirectKernel(Path.of("/k"), Optional.empty(), "quiet\nroot=/dev/sda"));
    }

    @Test
    void pathsAreCheckedWhenTheyAreWritten() {
        SerialConsole console = new SerialConsole(Path.of("/srv/a\u0007b"));
        assertThrows(LauncherException.class, () -> console.write(new Elements()));
    }
}
