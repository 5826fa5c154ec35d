package dev.slipway.launcher.domain;

/** How a guest reaches others. */
public sealed interface NetworkAttachment permits UserNetwork, NatNetwork, BridgeNetwork {

    /**
     * Writes what goes into {@code <devices>}.
     *
     * @param number counts the guest's cards from 0
     */
    void writeDevices(Elements xml, int number, CardModel model);

    /** Whether this attachment needs arguments that libvirt has no XML for. */
    default boolean hasQemuArguments() {
        return false;
    }

    /** Writes the arguments for QEMU itself, as {@code <qemu:arg>} elements. */
    default void writeQemuArguments(Elements xml, int number, CardModel model) {
    }
}
