package dev.slipway.launcher.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.host.errors.ErrorCode;
import dev.slipway.host.errors.ExitCode;
import dev.slipway.host.errors.HostError;
import dev.slipway.imagestore.errors.StoreError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/errors.md lists every code and every exit code, and none that is gone. */
class ErrorsPageTest {

    private static final Path PAGE = Path.of("../docs/errors.md");

    @Test
    void thePageHasEveryCodeWithItsExitCode() throws IOException {
        Set<String> product = new TreeSet<>();
        Stream.<ErrorCode[]>of(HostError.values(), StoreError.values(), LauncherError.values()).flatMap(Stream::of)
                .forEach(error -> product.add(error.code() + " " + error.exit().number()));
        assertEquals(product, rows("\\| `([\\w.]+)` \\| (\\d+) \\| \\S.* \\|"));
    }

    @Test
    void thePageHasEveryExitCode() throws IOException {
        Set<String> product = new TreeSet<>();
        for (ExitCode exit : ExitCode.values()) {
            product.add(Integer.toString(exit.number()));
        }
        assertEquals(product, rows("\\| (\\d+) \\| \\S.* \\|"));
    }

    private static Set<String> rows(String pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        for (String line : Files.readAllLines(PAGE)) {
            Matcher row = Pattern.compile(pattern).matcher(line);
            if (row.matches()) {
                found.add(row.groupCount() == 2 ? row.group(1) + " " + row.group(2) : row.group(1));
            }
        }
        return found;
    }
}
