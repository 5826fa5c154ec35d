package dev.slipway.launcher.settings;

import dev.slipway.imagestore.layout.StoreLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What was set, and where: flags before variables before the settings file. */
public final class GivenSettings {

    private final Map<Setting, String> flags;
    private final Map<String, String> environment;
    private final int uid;
    private final Path home;
    private final Map<Setting, GivenValue> file;

    private GivenSettings(Map<Setting, String> flags, Map<String, String> environment, int uid) {
        this.flags = flags;
        this.environment = environment;
        this.uid = uid;
        this.home = given(Setting.HOME).map(SettingCheck::folder).orElseGet(() -> Defaults.home(uid, environment));
        // The file is the same for every region; the layout only wants one named.
        Path path = new StoreLayout(home, Defaults.REGION).config();
        this.file = Files.exists(path) ? SettingsFile.read(path) : new EnumMap<>(Setting.class);
    }

    /**
     * Reads the settings file of the home folder that the flags and variables name, if there is one.
     *
     * @param flags the settings that were given on the command line
     * @param environment the process's variables
     * @throws dev.slipway.launcher.errors.LauncherException {@code InvalidSettings} for a file that cannot be read
     */
    public static GivenSettings gather(Map<Setting, String> flags, Map<String, String> environment) {
        return new GivenSettings(flags, environment, effectiveUid());
    }

    /** As {@link #gather(Map, Map)} for the user with this number. */
    static GivenSettings gather(Map<Setting, String> flags, Map<String, String> environment, int uid) {
        return new GivenSettings(flags, environment, uid);
    }

    /** Absolute path of the folder that holds the store. */
    public Path home() {
        return home;
    }

    /** Where the user's private keys are when nobody says. */
    Path usualKeyFolder() {
        return Defaults.keyFolder(environment);
    }

    /** The Unix user this process acts as. */
    int uid() {
        return uid;
    }

    /** The strongest value given for a setting. */
    Optional<GivenValue> value(Setting setting) {
        Optional<GivenValue> given = given(setting);
        return given.isPresent() ? given : Optional.ofNullable(file.get(setting));
    }

    private Optional<GivenValue> given(Setting setting) {
        String flag = flags.get(setting);
        if (flag != null) {
            return Optional.of(new GivenValue(flag, setting.flag()));
        }
        String variable = environment.get(setting.variable());
        // An empty variable counts as unset, as it does for most programs: it is how a script takes one back.
        if (variable != null && !variable.isEmpty()) {
            return Optional.of(new GivenValue(variable, setting.variable()));
        }
        return Optional.empty();
    }

    private static int effectiveUid() {
        try {
            // The kernel makes /proc/self belong to the effective user: no native call and no process is needed.
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            throw new UncheckedIOException("/proc is not mounted", e);
        }
    }
}
