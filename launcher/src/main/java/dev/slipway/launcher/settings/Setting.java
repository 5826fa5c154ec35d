package dev.slipway.launcher.settings;

import java.util.Locale;

/**
 * Everything that can be set. One word names a setting everywhere: {@code --region}, {@code SLIPWAY_REGION},
 * {@code region:} in the settings file.
 */
public enum Setting {
    HOME("home", "DIR", "Folder of the image store and of the instances."),
    REGION("region", "REGION", "Region to work in."),
    ACCOUNT("account", "ACCOUNT", "Account to work as: twelve digits."),
    LIBVIRT_URI("libvirt-uri", "URI", "libvirt daemon to use, such as qemu:///system."),
    OUTPUT("output", "FORMAT", "How results are printed: table, json, text or csv."),
    ACCELERATOR("accelerator", "NAME", "What runs a guest's instructions: auto, kvm or tcg."),
    TYPE("type", "TYPE", "Instance type where none is asked for."),
    NETWORK("network", "NETWORK", "Network of an instance that asks for none: user, none, nat, nat:NAME or bridge:NAME."),
    SEED("seed", "WORD", "How guests are told about themselves beside the metadata service: nocloud, by a disk, or none."),
    MEMORY_OVERCOMMIT("memory-overcommit", "FACTOR", "How often the host's memory is given to guests."),
    CPU_OVERCOMMIT("cpu-overcommit", "FACTOR", "How often the host's processors are given to guests."),
    TIMEOUT("timeout", "DURATION", "How long --wait waits."),
    SILENCE("silence", "DURATION", "How long a guest that is waited for may print nothing before its login prompt."),
    MAX_DISK_SIZE("max-disk-size", "SIZE", "Largest disk that is imported, as the guest sees it."),
    MAX_CHAIN_DEPTH("max-chain-depth", "COUNT", "Most layers a volume stands on before some are made one."),
    KEY_FOLDER("key-folder", "DIR", "Folder of the private keys that slipway key create makes and slipway instance ssh uses."),
    EXCHANGE_FOLDERS("exchange-folders", "DIR[:DIR…]", "Folders that requests to slipway serve may import disks from and export to.");

    private final String word;
    private final String label;
    private final String description;

    Setting(String word, String label, String description) {
        this.word = word;
        this.label = label;
        this.description = description;
    }

    /** Its key in the settings file. */
    public String word() {
        return word;
    }

    /** Its flag on the command line. */
    public String flag() {
        return "--" + word;
    }

    /** Its environment variable. */
    public String variable() {
        return "SLIPWAY_" + word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** What its value is called in help texts. */
    public String label() {
        return label;
    }

    /** One sentence for help texts. */
    public String description() {
        return description;
    }

    /** Whether the settings file can hold it: the folder the file itself is in cannot be set there. */
    public boolean inFile() {
        return this != HOME;
    }
}
