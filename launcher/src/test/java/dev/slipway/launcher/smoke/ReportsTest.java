package dev.slipway.launcher.smoke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.host.errors.SlipwayException;
import dev.slipway.launcher.boot.Deadlines;
import dev.slipway.launcher.boot.FailureCause;
import dev.slipway.launcher.boot.Goal;
import dev.slipway.launcher.boot.Stage;
import dev.slipway.launcher.boot.Verdict;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.access.SshRequest;
import dev.slipway.launcher.instance.readiness.WaitRequest;
import dev.slipway.launcher.instance.request.LaunchSpec;
import dev.slipway.launcher.keypair.PrivateKeyFiles;
import dev.slipway.launcher.smoke.report.JunitReport;
import dev.slipway.launcher.smoke.report.TapReport;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What CI systems read. */
class ReportsTest {

    private static final Goal LOGIN = new Goal.Reach(Stage.LOGIN);

    @Test
    void whateverAGuestPrintsTheXmlIsXml() throws Exception {
        String xml = JunitReport.of(List.of(passed(1, "web <&> \"db\""), failed(2, "a\u001b[31m]]>\u0000\uFFFE\u00e9")));
        Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8))).getDocumentElement();
        Element first = (Element) root.getElementsByTagName("testcase").item(0);
        assertEquals("web <&> \"db\"", first.getAttribute("name"));
        assertEquals("1.050", first.getAttribute("time"));
        Element failure = (Element) root.getElementsByTagName("failure").item(0);
        assertEquals("a?[31m]]>??\u00e9", failure.getTextContent());
        assertEquals("KernelPanic", failure.getAttribute("type"));
    }

    @Test
    void eachCaseIsALineOfTap() {
        List<String> lines = TapReport.of(List.of(passed(1, "web # TODO"), failed(2, "x"))).lines().toList();
        assertEquals("1..2", lines.get(1));
        assertEquals("ok 1 - web \\# TODO: login after 1.0 s (login 0.9)", lines.get(2));
        assertEquals("  milliseconds: {\"login\":900}", lines.get(4));
        assertTrue(lines.get(6).startsWith("not ok 2 - db: KernelPanic after 1.0 s: It panicked"), lines.get(6));
    }

    private static CaseResult passed(int number, String name) {
        return result(number, name, new Verdict.Ready(Map.of(Stage.LOGIN, 900L), 900), Optional.empty());
    }

    private static CaseResult failed(int number, String console) {
        return result(number, "db", new Verdict.Failed(Map.of(), 900, LOGIN, FailureCause.KERNEL_PANIC, "panic", List.of(console)),
                Optional.of(new LauncherException(LauncherError.KERNEL_PANIC, "It panicked.")));
    }

    private static CaseResult result(int number, String name, Verdict verdict, Optional<SlipwayException> error) {
        SmokeCase smokeCase = new SmokeCase(name, new Subject.Registered(name, Optional.empty(), Optional.empty()),
                LaunchSpec.NOTHING, new WaitRequest(List.of(LOGIN), Deadlines.of(Duration.ofMinutes(1))), List.of(),
                new SshRequest(Optional.empty(), Optional.empty(), new PrivateKeyFiles(Path.of("/nonexistent")), false, Duration.ZERO),
                List.of());
        return new CaseResult(number, smokeCase, Optional.empty(), Optional.of(verdict), Map.of(), error, 1050, Optional.empty());
    }
}
