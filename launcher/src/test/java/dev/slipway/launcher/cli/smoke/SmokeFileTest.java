package dev.slipway.launcher.cli.smoke;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.launcher.boot.Goal;
import dev.slipway.launcher.cli.command.GlobalOptions;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.output.StandardOutput;
import dev.slipway.launcher.cli.output.Terminal;
import dev.slipway.launcher.cli.syntax.Syntax.Given;
import dev.slipway.launcher.document.DocumentReader;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.network.ForwardRequest;
import dev.slipway.launcher.smoke.SmokeCase;
import dev.slipway.launcher.smoke.Subject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmokeFileTest {

    @TempDir
    Path folder;

    private List<SmokeCase> cases(String text, Given... more) throws IOException {
        Path file = Files.writeString(folder.resolve("smoke.yaml"), text);
        Invocation invocation = new Invocation("smoke", new GlobalOptions(), Map.of("SLIPWAY_HOME", folder.resolve("home").toString()),
                new Terminal(false, false, 80), new StandardOutput(OutputStream.nullOutputStream()), new PrintStream(OutputStream.nullOutputStream()));
        return SmokeFile.cases(file, List.of(more), invocation);
    }

    @Test
    void theKeysOfACaseAreTheOptionsOfTheCommand() {
        JsonNode schema = DocumentReader.read("schema", SmokeFile.schema().text()).root();
        TreeSet<String> keys = new TreeSet<>();
        schema.at("/$defs/options/properties").fieldNames().forEachRemaining(keys::add);
        TreeSet<String> options = new TreeSet<>();
        SmokeCaseVerb.Options all = new SmokeCaseVerb.Options();
        all.options().forEach(option -> option.names().forEach(name -> options.add(name.substring(2))));
        all.flags().forEach(flag -> flag.names().forEach(name -> options.add(name.substring(2))));
        assertEquals(options, keys);
    }

    @Test
    void aCaseSaysWhatACommandLineWould() throws IOException {
        SmokeCase web = cases("""
                defaults: {type: lab.128m, timeout: 5m}
                cases:
                  - image: web:stable
                    for: [network, ssh]
                    console: ["^one", two]
                    never: Oops
                    tcp: 5432
                    http: [80/health, "8080"]
                    command: test -e /run/ready
                    tag: {Role: web}
                    stage-timeout: {kernel: 30s}
                    secure-boot: true
                """).get(0);
        assertEquals("web:stable", web.name());
        assertEquals(List.of("network", "ssh", "console:^one", "console:two", "never:Oops"),
                web.goal().goals().stream().map(Object::toString).toList());
        assertEquals(List.of("tcp:5432", "http:80/health", "http:8080/", "command:test -e /run/ready"),
                web.checks().stream().map(Object::toString).toList());
        assertEquals(List.of(5432, 80, 8080), web.spec().forwards().stream().map(ForwardRequest::guestPort).toList());
        assertEquals(Optional.of("lab.128m"), web.spec().instanceType());
        assertEquals(Optional.of(true), web.spec().secureBoot());
        assertEquals(List.of("slipway", "smoke", "web:stable", "--instance-type", "lab.128m"), web.command().subList(0, 5));
    }

    @Test
    void withPatternsAloneNoStageIsWaitedFor() throws IOException {
        List<SmokeCase> cases = cases("""
                cases:
                  - {image: a, console: ready}
                  - {image: b, never: Oops}
                """);
        assertEquals("[console:ready]", cases.get(0).goal().goals().toString());
        assertEquals("[login, never:Oops]", cases.get(1).goal().goals().toString());
    }

    @Test
    void aMatrixIsACaseForEachCombination() throws IOException {
        List<SmokeCase> cases = cases("""
                cases:
                  - files: {disk: "build/app-{{architecture}}.qcow2"}
                    name: app
                    matrix:
                      architecture: [x86_64, arm64]
                      memory: [128M, 256M]
                      cpus: [2]
                      boot-mode: [legacy-bios, uefi]
                      exclude:
                        - {architecture: arm64, boot-mode: legacy-bios}
                        - {memory: 256M}
                """);
        assertEquals(List.of("app [architecture=x86_64 memory=128M cpus=2 boot-mode=legacy-bios]",
                "app [architecture=x86_64 memory=128M cpus=2 boot-mode=uefi]", "app [architecture=arm64 memory=128M cpus=2 boot-mode=uefi]"),
                cases.stream().map(SmokeCase::name).toList());
        Subject.DiskFile disk = (Subject.DiskFile) cases.get(2).subject();
        assertEquals(folder.resolve("build/app-arm64.qcow2"), disk.file());
        assertEquals("arm64", disk.architecture().orElseThrow().toString());
        assertEquals(Optional.of("lab.128m-2c"), cases.get(2).spec().instanceType());
    }

    @Test
    void theCommandLineWins() throws IOException {
        SmokeCase each = cases("cases: [{image: a, type: lab.64m}]", new Given("--type", Optional.of("lab.256m"))).get(0);
        assertEquals(Optional.of("lab.256m"), each.spec().instanceType());
    }

    @Test
    void aKernelIsBootedWithWhatIsNamedBesideIt() throws IOException {
        Subject.KernelFiles files = (Subject.KernelFiles) cases("cases: [{files: {kernel: vmlinuz, ramdisk: ../initrd}}]").get(0).subject();
        assertEquals(folder.resolve("vmlinuz"), files.kernel());
        assertEquals(Optional.of(folder.getParent().resolve("initrd")), files.ramdisk());
        assertEquals(Optional.empty(), files.disk());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cases: []                                              | 1 | 'cases' must have at least 1 items but found 0
            cases:\\n- imag: a                                     | 2 | there is no 'imag' in 'cases.0'
            cases:\\n- image: a\\n  tiemout: 5m                    | 3 | there is no 'tiemout' in 'cases.0'
            cases:\\n- image: a\\n  timeout: soon                  | 3 | timeout: 'soon' is no duration
            cases:\\n- name: a                                     | 2 | a case boots either an 'image' or 'files'
            cases:\\n- image: a\\n- image: a                       | 3 | there are several cases of the name 'a'
            cases:\\n- image: a\\n  matrix: {memory: [lots]}       | 3 | memory: 'lots' is no size
            cases:\\n- image: 'a-{{arch}}'\\n  matrix: {cpus: [1]} | 2 | there is no 'arch' in this case's matrix
            cases:\\n- files: {ramdisk: a}                         | 2 | A ramdisk needs a kernel that boots it
            cases:\\n- image: a\\n  http: 80health                 | 3 | http: '80health' is no PORT/PATH, such as 8080/health
            cases:\\n- image: a\\n  tcp: 70000                     | 3 | tcp: '70000' is no port; ports lie between 1 and 65535
            """)
    void aMistakeIsNamedWithItsLine(String text, int line, String reason) {
        LauncherException refused = assertThrows(LauncherException.class, () -> cases(text.replace("\\n", "\n")));
        assertEquals("InvalidDocument", refused.code().code());
        assertEquals(folder.resolve("smoke.yaml") + ":" + line + ": " + reason + ".", refused.getMessage());
    }

    @Test
    void theNearestWordIsNamedAmongAllOptions() {
        LauncherException refused = assertThrows(LauncherException.class, () -> cases("cases: [{image: a, tiemout: 5m}]"));
        assertEquals("Did you mean 'timeout'?", refused.hint().orElseThrow());
    }

    @Test
    void goalsOfAllKindsKeepTheirOrder() throws IOException {
        assertEquals(2, cases("cases: [{image: a, console: [a, b]}]").get(0).goal().goals().stream()
                .filter(goal -> goal instanceof Goal.ConsoleSays).count());
    }
}
