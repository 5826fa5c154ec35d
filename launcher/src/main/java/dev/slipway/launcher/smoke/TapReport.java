package dev.slipway.launcher.smoke;

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
        }
        return tap.toString();
    }

    /** One case in a line: {@code ok 1 - web: login after 3.2 s}. A hash would begin a directive. */
    public static String line(CaseResult result) {
        String text = result.smokeCase().name() + ": " + result.sentence();
        return (result.passed() ? "ok " : "not ok ") + result.number() + " - "
                + text.replace('\n', ' ').replace('\r', ' ').replace("#", "\\#");
    }
}
