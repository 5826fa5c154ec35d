package dev.slipway.host.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordsTest {

    @Test
    void aShellTakesThemApartAgain() {
        List<String> words = List.of("printf", "%s\\n", "", "a b", "it's", "$HOME", "~", "--x=1", "a\nb", "*");
        String answer = Subprocess.run(List.of("sh", "-c", ShellWords.line(words)), java.time.Duration.ofSeconds(30)).stdout();
        assertEquals("\na b\nit's\n$HOME\n~\n--x=1\na\nb\n*\n", answer);
    }

    @Test
    void plainWordsStayReadable() {
        assertEquals("slipway smoke web:stable --for login,ssh --never 'a b'",
                ShellWords.line(List.of("slipway", "smoke", "web:stable", "--for", "login,ssh", "--never", "a b")));
    }
}
