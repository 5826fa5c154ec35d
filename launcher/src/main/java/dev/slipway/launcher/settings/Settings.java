package dev.slipway.launcher.settings;

import static dev.slipway.launcher.settings.Setting.ACCELERATOR;
import static dev.slipway.launcher.settings.Setting.ACCOUNT;
import static dev.slipway.launcher.settings.Setting.CPU_OVERCOMMIT;
import static dev.slipway.launcher.settings.Setting.EXCHANGE_FOLDERS;
import static dev.slipway.launcher.settings.Setting.KEY_FOLDER;
import static dev.slipway.launcher.settings.Setting.LIBVIRT_URI;
import static dev.slipway.launcher.settings.Setting.MAX_CHAIN_DEPTH;
import static dev.slipway.launcher.settings.Setting.MAX_DISK_SIZE;
import static dev.slipway.launcher.settings.Setting.MEMORY_OVERCOMMIT;
import static dev.slipway.launcher.settings.Setting.NETWORK;
import static dev.slipway.launcher.settings.Setting.OUTPUT;
import static dev.slipway.launcher.settings.Setting.REGION;
import static dev.slipway.launcher.settings.Setting.SEED;
import static dev.slipway.launcher.settings.Setting.SILENCE;
import static dev.slipway.launcher.settings.Setting.TIMEOUT;
import static dev.slipway.launcher.settings.Setting.TYPE;

import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.layer.DiskRules;
import dev.slipway.imagestore.layout.StoreLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one command: each checked, each with its default where nobody set it.
 *
 * @param home absolute path of the folder that holds the store
 * @param region name of the region to work in
 * @param account on whose behalf all is done
 * @param libvirtUri the daemon the user insists on; empty: Slipway chooses
 * @param output how results are printed
 * @param accelerator {@code auto}, {@code kvm} or {@code tcg}
 * @param instanceType type of an instance that asks for none
 * @param network {@code user}, {@code none}, {@code nat}, {@code nat:NAME} or {@code bridge:NAME}, where an instance asks for none
 * @param seed {@code nocloud} or {@code none}, where an instance asks for neither
 * @param memoryOvercommit how often the host's memory is given to guests
 * @param cpuOvercommit how often its processors are
 * @param timeout how long a wait lasts that names no time
 * @param silence how long a guest that is waited for may print nothing before its login prompt
 * @param maxDiskSizeBytes largest virtual size that is imported
 * @param maxChainDepth most layers a volume stands on before some are made one
 * @param keyFolder absolute path of the folder of the user's private keys
 * @param exchangeFolders absolute paths of folders that requests to the endpoint may name files of, with different last names
 */
public record Settings(
        Path home,
        String region,
        AccountId account,
        Optional<String> libvirtUri,
        OutputFormat output,
        String accelerator,
        String instanceType,
        String network,
        String seed,
        double memoryOvercommit,
        double cpuOvercommit,
        Duration timeout,
        Duration silence,
        long maxDiskSizeBytes,
        int maxChainDepth,
        Path keyFolder,
        List<Path> exchangeFolders) {

    /** What the setting {@code seed} may be. */
    public static final List<String> SEEDS = List.of(Defaults.SEED, "none");

    /** What the setting {@code accelerator} may be. */
    public static final List<String> ACCELERATORS = List.of(Defaults.ACCELERATOR, "kvm", "tcg");

    /**
     * Gathers and checks every setting.
     *
     * @param given what was set, strongest first
     * @param terminal whether results go to a terminal, which decides the default output
     * @throws dev.slipway.launcher.errors.LauncherException {@code InvalidSettings} for a value that makes no sense
     */
    public static Settings of(GivenSettings given, boolean terminal) {
        return new Settings(
                given.home(),
                given.value(REGION).map(SettingCheck::region).orElse(Defaults.REGION),
                given.value(ACCOUNT).map(SettingCheck::account).orElseGet(() -> Defaults.account(given.uid())),
                given.value(LIBVIRT_URI).map(GivenValue::text),
                given.value(OUTPUT).map(SettingCheck::output).orElse(Defaults.output(terminal)),
                given.value(ACCELERATOR).map(v -> SettingCheck.oneOf(v, ACCELERATORS)).orElse(Defaults.ACCELERATOR),
                given.value(TYPE).map(GivenValue::text).orElse(Defaults.INSTANCE_TYPE),
                given.value(NETWORK).map(SettingCheck::network).orElse(Defaults.NETWORK),
                given.value(SEED).map(v -> SettingCheck.oneOf(v, SEEDS)).orElse(Defaults.SEED),
                given.value(MEMORY_OVERCOMMIT).map(SettingCheck::factor).orElse(Defaults.MEMORY_OVERCOMMIT),
                given.value(CPU_OVERCOMMIT).map(SettingCheck::factor).orElse(Defaults.CPU_OVERCOMMIT),
                given.value(TIMEOUT).map(SettingCheck::duration).orElse(Defaults.TIMEOUT),
                given.value(SILENCE).map(SettingCheck::duration).orElse(Defaults.SILENCE),
                given.value(MAX_DISK_SIZE).map(SettingCheck::size).orElse(Defaults.MAX_DISK_SIZE_BYTES),
                given.value(MAX_CHAIN_DEPTH).map(SettingCheck::count).orElse(Defaults.MAX_CHAIN_DEPTH),
                given.value(KEY_FOLDER).map(SettingCheck::folder).orElseGet(given::usualKeyFolder),
                given.value(EXCHANGE_FOLDERS).map(SettingCheck::folders).orElse(List.of()));
    }

    /** The same settings for work in another region. */
    public Settings inRegion(String other) {
        return new Settings(home, other, account, libvirtUri, output, accelerator, instanceType, network, seed,
                memoryOvercommit, cpuOvercommit, timeout, silence, maxDiskSizeBytes, maxChainDepth, keyFolder,
                exchangeFolders);
    }

    /** The same settings for work on behalf of another account. */
    public Settings asAccount(AccountId other) {
        return new Settings(home, region, other, libvirtUri, output, accelerator, instanceType, network, seed,
                memoryOvercommit, cpuOvercommit, timeout, silence, maxDiskSizeBytes, maxChainDepth, keyFolder,
                exchangeFolders);
    }

    /** Where everything is on disk. */
    public StoreLayout layout() {
        return new StoreLayout(home, region);
    }

    /** The one availability zone of the region. */
    public String availabilityZone() {
        return layout().availabilityZone();
    }

    /** What a disk must be to be imported. */
    public DiskRules diskRules() {
        return new DiskRules(maxDiskSizeBytes);
    }
}
