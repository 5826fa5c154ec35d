package dev.slipway.launcher.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.slipway.imagestore.id.AccountId;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    private Path home;

    @Test
    void aFlagWinsOverAVariableAndAVariableOverTheFile() throws IOException {
        file("region: from-file\naccount: 000000000001\noutput: text\n");
        Map<String, String> environment = Map.of("SLIPWAY_REGION", "from-variable", "SLIPWAY_ACCOUNT", "000000000002");
        Settings settings = settings(Map.of(Setting.REGION, "from-flag"), environment);
        assertEquals("from-flag", settings.region());
        assertEquals("000000000002", settings.account().value());
        assertEquals(OutputFormat.TEXT, settings.output());
    }

    @Test
    void everySettingHasADefault() {
        Settings settings = settings(Map.of(), Map.of());
        assertEquals("local-1", settings.region());
        assertEquals(home.resolve("regions/local-1"), settings.layout().regionFolder());
        assertEquals("000000001000", settings.account().value());
        assertEquals(Optional.empty(), settings.libvirtUri());
        assertEquals("auto", settings.accelerator());
        assertEquals("t3.micro", settings.instanceType());
        assertEquals(Duration.ofMinutes(5), settings.timeout());
    }

    @Test
    void anEmptyVariableIsAnUnsetOne() {
        assertEquals("local-1", settings(Map.of(), Map.of("SLIPWAY_REGION", "")).region());
    }

    @Test
    void aTableIsForTerminalsAndJsonForTheRest() {
        Map<Setting, String> flags = Map.of(Setting.HOME, home.toString());
        GivenSettings given = GivenSettings.gather(flags, Map.of(), 1000);
        assertEquals(OutputFormat.TABLE, Settings.of(given, true).output());
        assertEquals(OutputFormat.JSON, Settings.of(given, false).output());
    }

    @Test
    void everySettingCanStandInTheFile() throws IOException {
        file("""
                # A comment.
                region: lab-2
                account: 000000000042
                libvirt-uri: qemu+ssh://lab/system
                output: json
                accelerator: tcg
                type: t3.small
                network: nat:lab
                seed: none
                memory-overcommit: 1.5
                cpu-overcommit: 4
                timeout: 1m30s
                silence: 20s
                max-disk-size: 10G
                max-chain-depth: 8
                key-folder: /srv/keys
                exchange-folders: /srv/images:/srv/exports
                """);
        assertEquals(new Settings(home, "lab-2", new AccountId("000000000042"), Optional.of("qemu+ssh://lab/system"),
                OutputFormat.JSON, "tcg", "t3.small", "nat:lab", "none", 1.5, 4, Duration.ofSeconds(90), Duration.ofSeconds(20), 10L << 30, 8,
                Path.of("/srv/keys"), List.of(Path.of("/srv/images"), Path.of("/srv/exports"))),
                settings(Map.of(), Map.of()));
    }

    @Test
    void aNetworkOrAFactorThatIsNoneIsRefused() {
        for (String network : new String[] {"nat:", "bridge", "bridge:", "vpn", "NAT"}) {
            LauncherException e = assertThrows(LauncherException.class,
                    () -> settings(Map.of(), Map.of("SLIPWAY_NETWORK", network)), network);
            assertEquals("SLIPWAY_NETWORK: '" + network + "' is no network.", e.getMessage());
        }
        for (String factor : new String[] {"much", "0", "-1", "NaN", "Infinity", "1001"}) {
            LauncherException e = assertThrows(LauncherException.class,
                    () -> settings(Map.of(), Map.of("SLIPWAY_CPU_OVERCOMMIT", factor)), factor);
            assertEquals(LauncherError.SETTINGS_INVALID, e.kind(), factor);
        }
    }

    @Test
    void foldersThatCannotBeToldApartAreRefused() {
        for (String folders : new String[] {"/", "/srv/a:/opt/a", "/srv/a::/srv/b"}) {
            LauncherException e = assertThrows(LauncherException.class,
                    () -> settings(Map.of(), Map.of("SLIPWAY_EXCHANGE_FOLDERS", folders)), folders);
            assertEquals(LauncherError.SETTINGS_INVALID, e.kind(), folders);
        }
    }

    @Test
    void anEmptyFileSetsNothing() throws IOException {
        file("# nothing yet\n");
        assertEquals("local-1", settings(Map.of(), Map.of()).region());
    }

    @Test
    void anUnknownKeyIsToldWithItsLineAndTheNearestOne() throws IOException {
        file("region: local-1\n\nacount: 000000000001\n");
        LauncherException e = mistake();
        assertEquals(home.resolve("config.yaml") + ":3: there is no setting 'acount'.", e.getMessage());
        assertEquals(Optional.of("Did you mean 'account'?"), e.hint());
    }

    @Test
    void aWrongValueIsToldWithItsPlace() throws IOException {
        file("region: local-1\ntimeout: soon\n");
        assertEquals(home.resolve("config.yaml") + ":2: timeout: 'soon' is no duration.", mistake().getMessage());
        LauncherException e = assertThrows(LauncherException.class,
                () -> settings(Map.of(), Map.of("SLIPWAY_TIMEOUT", "soon")));
        assertEquals("SLIPWAY_TIMEOUT: 'soon' is no duration.", e.getMessage());
    }

    @Test
    void aFileThatIsNoListOfSettingsIsRefusedWithItsLine() throws IOException {
        for (String content : new String[] {"just words\n", "- region\n", "region: [a, b]\n", "region: {a: b}\n",
            "region: a\nregion: b\n", "region: 'a\n", "\tregion: a\n"}) {
            file(content);
            LauncherException e = mistake();
            assertEquals(LauncherError.SETTINGS_INVALID, e.kind(), content);
            assertEquals(home.resolve("config.yaml").toString(), e.getMessage().replaceAll(":\\d+: .*", ""), content);
            assertEquals(-1, e.getMessage().indexOf('\n'), content);
        }
    }

    @Test
    void aRegionThatCouldBecomeAPathIsRefused() {
        for (String name : new String[] {"..", "a/b", "-x", "", "1a", "x".repeat(65), "a b", "a\u0000b"}) {
            if (!name.isEmpty()) {
                assertThrows(LauncherException.class, () -> settings(Map.of(Setting.REGION, name), Map.of()), name);
            }
        }
    }

    @Test
    void theHomeFolderFollowsTheUser() {
        assertEquals(Path.of("/var/lib/slipway"), Defaults.home(0, Map.of("HOME", "/root")));
        assertEquals(Path.of("/home/ada/.local/share/slipway"), Defaults.home(1000, Map.of("HOME", "/home/ada")));
        assertEquals(Path.of("/data/slipway"), Defaults.home(1000, Map.of("HOME", "/x", "XDG_DATA_HOME", "/data")));
        assertEquals(Path.of("/x/.local/share/slipway"),
                Defaults.home(1000, Map.of("HOME", "/x", "XDG_DATA_HOME", "not/absolute")));
        assertEquals(Path.of("/elsewhere"), GivenSettings.gather(Map.of(Setting.HOME, "/elsewhere"),
                Map.of("SLIPWAY_HOME", "/other"), 0).home());
        assertEquals(Path.of("/other"), GivenSettings.gather(Map.of(), Map.of("SLIPWAY_HOME", "/other"), 0).home());
    }

    @Test
    void theAccountIsTheUserNumberInTwelveDigits() {
        assertEquals("000000000000", Defaults.account(0).value());
        assertEquals("000000001000", Defaults.account(1000).value());
        assertEquals("004294967294", Defaults.account(-2).value());
    }

    private Settings settings(Map<Setting, String> flags, Map<String, String> environment) {
        Map<Setting, String> all = new EnumMap<>(Map.of(Setting.HOME, home.toString()));
        all.putAll(flags);
        return Settings.of(GivenSettings.gather(all, environment, 1000), false);
    }

    private LauncherException mistake() {
        return assertThrows(LauncherException.class, () -> settings(Map.of(), Map.of()));
    }

    private void file(String content) throws IOException {
        Files.writeString(home.resolve("config.yaml"), content);
    }
}
