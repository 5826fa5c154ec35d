package dev.slipway.launcher.ec2.action;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.launcher.ec2.protocol.Dialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * docs/endpoint.md has every action with its parameters. When it has not, the test puts the table there that it should have, and
 * fails: look at it, and commit it.
 */
class EndpointPageTest {

    private static final Path PAGE = Path.of("../docs/endpoint.md");
    private static final String BEGIN = "<!-- actions: made by EndpointPageTest -->\n";
    private static final String END = "<!-- end of actions -->";

    @Test
    void thePageHasEveryActionWithItsParameters() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String table = "\n| action | parameters | DryRun |\n|---|---|---|\n"
                + Actions.all().stream().map(EndpointPageTest::row).collect(Collectors.joining()) + "\n";
        String there = page.substring(begin, end);
        if (!there.equals(table)) {
            Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
        }
        assertEquals(table, there, "the page was stale; it has the right table now");
    }

    private static String row(Action action) {
        String parameters = action.parameters().stream().map(name -> "`" + name + "`").collect(Collectors.joining(" "));
        String dryRun = action.dialect() != Dialect.EC2 ? "no parameter" : switch (action.dryRun()) {
            case READS, SERVICE -> "yes";
            case NOBODY -> "refused";
        };
        return "| `" + action.name() + "` | " + parameters + " | " + dryRun + " |\n";
    }
}
