package dev.slipway.launcher.accelerator;

import java.util.Optional;

/** How a guest's instructions are run. */
public enum Accelerator {
    /** By the host's processor, through {@code /dev/kvm}. */
    KVM("kvm", "kvm"),
    /** By QEMU's emulator: works everywhere, many times slower. */
    TCG("tcg", "qemu");

    private final String word;
    private final String domainType;

    Accelerator(String word, String domainType) {
        this.word = word;
        this.domainType = domainType;
    }

    /** The one of this word; nothing for {@code auto} and for what is none. */
    public static Optional<Accelerator> named(String word) {
        for (Accelerator accelerator : values()) {
            if (accelerator.word.equals(word)) {
                return Optional.of(accelerator);
            }
        }
        return Optional.empty();
    }

    /** The word in settings, results and messages. */
    public String word() {
        return word;
    }

    /** libvirt's {@code type} of a domain. */
    public String domainType() {
        return domainType;
    }
}
