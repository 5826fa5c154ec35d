package dev.slipway.launcher.fleet.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.boot.Goal;
import dev.slipway.launcher.boot.Stage;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.network.ForwardRequest;
import dev.slipway.launcher.network.NetworkKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a fleet file says, and what somebody is told who wrote one that says something else. */
class FleetReaderTest {

    @Test
    void whatIsNotSaidIsUsual() {
        FleetFile file = SampleFleet.read("fleet: shop\ngroups:\n  web: {image: a}");
        assertEquals("shop", file.name());
        assertEquals(Limits.NONE, file.limits());
        assertEquals(OnFailure.ROLL_BACK, file.onFailure());
        FleetGroup web = file.groups().get(0);
        assertEquals("shop.yaml:3", web.place());
        assertEquals(List.of(1, 1, 1), List.of(web.count(), web.min(), web.maxUnavailable()));
        assertEquals(Optional.empty(), web.interfaces());
        assertEquals(List.of(new Goal.Reach(Stage.LOGIN)), web.ready().goals());
        assertEquals(Duration.ofMinutes(5), web.ready().deadlines().overall());
        assertEquals(Optional.of(Duration.ofMinutes(4)), web.ready().deadlines().silence());
    }

    @Test
    void everyWordIsRead() {
        FleetFile file = SampleFleet.read("""
                {"fleet": "shop", "limits": {"memory": "4GiB", "vcpus": 8}, "at-once": 3, "on-failure": "keep", "groups": {
                  "db": {"image": "db:stable", "type": "lab.128m", "count": 3, "min": 2, "network": ["nat", "nat:lab"], "key": "k",
                    "security-groups": ["a", "b"], "volumes": [{"device": "/dev/sdf", "size": "10GiB", "delete-on-termination": false}],
                    "tags": {"Role": "db", "Weight": 3}, "forwards": [80], "max-unavailable": 2,
                    "ready": {"for": "login,console:up, 1", "timeout": "2m", "stages": {"kernel": "30s"}, "silence": "9s"}}}}
                """);
        assertEquals(4096, file.limits().memoryMib().orElseThrow());
        assertEquals(8, file.limits().vcpus().orElseThrow());
        assertEquals(3, file.atOnce().orElseThrow());
        assertEquals(OnFailure.KEEP, file.onFailure());
        FleetGroup db = file.group("db").orElseThrow();
        assertEquals(List.of(3, 2, 2), List.of(db.count(), db.min(), db.maxUnavailable()));
        assertEquals(List.of(NetworkKind.NAT, NetworkKind.NAT), db.interfaces().orElseThrow().stream().map(each -> each.kind()).toList());
        assertEquals(List.of(new Tag("Role", "db"), new Tag("Weight", "3")), db.tags());
        assertEquals(List.of(new ForwardRequest(Optional.empty(), 80)), db.forwards());
        assertEquals(10, db.volumes().get(0).ebs().orElseThrow().volumeSize().orElseThrow());
        assertEquals("[login, console:up, 1]", db.ready().goals().toString());
        assertEquals(Duration.ofSeconds(30), db.ready().deadlines().stages().get(Stage.KERNEL));
        assertEquals("db-2", db.memberName(2));
    }

    @Test
    void theExampleIsAFleetFile() {
        FleetFile file = SampleFleet.read(FleetReader.example());
        assertEquals(List.of("db", "web"), file.groups().stream().map(FleetGroup::name).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            fleet: shop;limts: {};groups: {w: {image: a}}         | 2 | there is no 'limts' | Did you mean 'limits'?
            fleet: a/b;groups: {w: {image: a}}                    | 1 | 'a/b' is no name: letters, digits and dashes, beginning with a letter |
            fleet: shop;groups:;  w_1: {image: a}                 | 3 | 'w_1' is no name: letters, digits and dashes, beginning with a letter |
            fleet: shop;groups:;  w:;    imag: a;    image: b     | 4 | there is no 'imag' in 'groups.w' | Did you mean 'image'?
            fleet: shop;on-failure: rollback;groups: {w: {image: a}} | 2 | 'on-failure' cannot be 'rollback' | Did you mean 'roll-back'?
            fleet: shop;limits: {memory: much};groups: {w: {image: a}} | 2 | 'much' is no size |
            fleet: s;groups:;  w:;    image: a;    count: 2;    min: 3 | 6 | 'min' is 3, and there are only 2 of 'w' |
            fleet: s;groups:;  w:;    image: a;    count: -1       | 5 | 'groups.w.count' must have a minimum value of 0 |
            fleet: s;groups:;  w:;    image: a;    network: net    | 5 | 'net' is none of user, none, nat, nat:NAME, bridge:NAME |
            fleet: s;groups:;  w:;    image: a;    network:;      - nat;      - none | 5 | An instance on the network 'none' has no other |
            fleet: s;groups:;  w:;    image: a;    ready:;      for: [logon] | 6 | 'logon' is none of running, kernel, userspace, login, network, agent, ssh, cloud-init, console:REGEX |
            fleet: s;groups:;  w:;    image: a;    ready:;      timeout: 5 | 6 | 'groups.w.ready.timeout' is the number 5, and must be a text |
            fleet: s;groups:;  w:;    image: a;    ready:;      timeout: soon | 6 | 'soon' is no duration |
            fleet: s;groups:;  w:;    image: a;    count: 2;    forwards: ['80:80'] | 6 | the port 80 cannot lead to 2 members at once | Leave the port of the host out, and a free one is chosen for each.
            fleet: s;groups:;  w:;    image: a;    volumes:;      - {device: /dev/sdf} | 6 | The block device '/dev/sdf' needs a snapshot or a size |
            fleet: s;groups:;  w:;    image: a;    volumes:;      - {device: /dev/sdf, size: 1M} | 6 | '1M' is no size in whole GiB |
            fleet: s;groups:;  w:;    image: a;    tags:;      Name: x | 6 | the tag 'Name' says which member an instance is, and is not given here |
            fleet: s;groups:;  w:;    image: a;    after: [ww]     | 5 | there is no group 'ww' | Did you mean 'w'?
            fleet: s;groups:;  w:;    image: a;    user-data: x;    user-data-file: y | 6 | 'user-data' and 'user-data-file' are two words for one thing | Leave one of them out.
            fleet: s;groups:;  w:;    image: a;    user-data-file: y | 5 | the file /nonexistent/y does not exist |
            """)
    void aMistakeIsToldByItsLine(String text, int line, String reason, String hint) {
        LauncherException refused = refusal(text.replace(';', '\n'));
        assertEquals("shop.yaml:" + line + ": " + reason + ".", refused.getMessage());
        if (hint != null) {
            assertEquals(hint, refused.hint().orElse(null));
        }
    }

    @Test
    void groupsBeginBehindThoseTheyComeAfter() {
        FleetFile file = SampleFleet.read("""
                fleet: shop
                groups:
                  web: {image: a, after: [db, cache]}
                  cache: {image: a, after: db}
                  db: {image: a}
                  log: {image: a}
                """);
        assertEquals(List.of("db", "cache", "web", "log"), file.groups().stream().map(FleetGroup::name).toList());
        assertEquals("[[db, log], [cache], [web]]", GroupOrder.waves(file.groups()).stream()
                .map(wave -> wave.stream().map(FleetGroup::name).toList()).toList().toString());
    }

    @Test
    void aCircleIsRefusedWithItsLine() {
        LauncherException refused = refusal("""
                fleet: shop
                groups:
                  web:
                    image: a
                    after: [db]
                  db: {image: a, after: [log]}
                  log: {image: a, after: [web]}
                """);
        assertEquals("shop.yaml:5: each of these groups comes after the next, so none can begin: web, db, log, web.",
                refused.getMessage());
    }

    private static final String TEMPLATE = """
            fleet: shop
            groups:
              db: {image: a, count: 2}
              log: {image: a}
              web:
                image: a
                after: [db]
                user-data: |
                  #cloud-config
                  me: {{name}} {{index}} {{group}} {{fleet}} {{count}} \\{{ left }}
                  db: %s
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {{db.0.adress}}   | nothing is called '{{db.0.adress}}'  | Did you mean '{{db.0.address}}'?
            {{db.2.address}}  | nothing is called '{{db.2.address}}' | Did you mean '{{db.0.address}}'?
            {{log.0.address}} | '{{log.0.address}}' is of the group 'log', which does not come before 'web' | Say so in 'web': after: [log]
            {{web.0.name}}    | '{{web.0.name}}' is of the group 'web', which does not come before 'web' | The members of one group are launched together.
            {{}}              | nothing is called '{{}}' |
            """)
    void aTemplateNamesOnlyWhatIsThereWhenItIsFilled(String place, String reason, String hint) {
        LauncherException refused = refusal(String.format(TEMPLATE, place));
        assertEquals("shop.yaml:11: " + reason + ".", refused.getMessage());
        if (hint != null) {
            assertEquals(hint, refused.hint().orElse(null));
        }
    }

    @Test
    void aTemplateMayNameMembersOfEarlierGroups(@TempDir Path folder) throws Exception {
        SampleFleet.read(String.format(TEMPLATE, "{{db.0.address}} {{db.1.name}} {{db.addresses}} {{db.names}}"));
        Files.writeString(folder.resolve("web.yaml"), "one\n{{nam}}\n");
        LauncherException refused = assertThrows(LauncherException.class, () -> SampleFleet.read(
                "fleet: shop\ngroups: {web: {image: a, user-data-file: web.yaml}}", folder));
        assertEquals(folder.resolve("web.yaml") + ":2: nothing is called '{{nam}}'.", refused.getMessage());
    }

    private static LauncherException refusal(String text) {
        LauncherException refused = assertThrows(LauncherException.class, () -> SampleFleet.read(text));
        assertEquals("InvalidDocument", refused.code().code());
        return refused;
    }
}
