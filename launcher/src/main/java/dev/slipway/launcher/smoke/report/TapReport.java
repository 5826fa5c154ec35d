package dev.slipway.launcher.smoke.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.smoke.CaseResult;
import java.util.List;

/** Results as the <a href="https://testanything.org/tap-version-13-specification.html">Test Anything Protocol</a>, version 13. */
public final class TapReport {

    private TapReport() {
    }

    /** The document. */
    public static String of(List<CaseResult> results) {
        StringBuilder tap = new StringBuilder("TAP version 13\n1..").append(results.size()).append('\n');
        for (CaseResult result : results) {
            tap.append(line(result)).append('\n');
            details(tap, result);
        }
        return tap.toString();
    }

    /** The YAML block that TAP allows below a line; JSON is YAML, and needs no rules of our own for what must be quoted. */
    private static void details(StringBuilder tap, CaseResult result) {
        if (result.times().isEmpty()) {
            return;
        }
        ObjectNode times = JsonNodeFactory.instance.objectNode();
        result.times().forEach(times::put);
        tap.append("  ---\n  milliseconds: ").append(times).append("\n  ...\n");
    }

    /** One case in a line: {@code ok 1 - web: login after 3.2 s}. A hash would begin a directive. */
    public static String line(CaseResult result) {
        String text = result.smokeCase().name() + ": " + result.sentence();
        return (result.passed() ? "ok " : "not ok ") + result.number() + " - "
                + text.replace('\n', ' ').replace('\r', ' ').replace("#", "\\#");
    }
}
