package dev.slipway.launcher.domain;

import java.util.List;

/**
 * QEMU's own network stack: needs no privileges, reaches whatever the host reaches, and is reached through forwarded
 * ports only. The guest gets 10.0.2.15 by DHCP, on a further card 10.0.3.15 and so on: with two cards in one network it would
 * answer by either, and what is forwarded to the first would not come back.
 *
 * <p>libvirt forwards ports through passt only, and refuses passt before 9.2; so the card is given to QEMU
 * directly. libvirt does not see it: it stays out of {@code virsh domiflist}, and its PCI slot is ours to choose.
 * See docs/decisions/0004-what-a-domain-is-made-of.md.
 */
public record UserNetwork(String mac, List<PortForward> forwards) implements NetworkAttachment {

    /** QEMU's own choice is 10.0.2.0/24. */
    private static final int FIRST_NETWORK = 2;

    public UserNetwork {
        MacText.checked(mac);
        forwards = List.copyOf(forwards);
    }

    @Override
    public void writeDevices(Elements xml, int number, CardModel model) {
        // Nothing: see writeQemuArguments.
    }

    @Override
    public boolean hasQemuArguments() {
        return true;
    }

    @Override
    public void writeQemuArguments(Elements xml, int number, CardModel model) {
        // Without ipv6=off, guests ask for addresses and routes that lead nowhere, and wait for the answers.
        StringBuilder netdev = new StringBuilder("user,id=slipway" + number + ",ipv6=off");
        if (number > 0) {
            netdev.append(",net=10.0.").append(FIRST_NETWORK + number).append(".0/24");
        }
        for (PortForward forward : forwards) {
            netdev.append(",hostfwd=").append(forward.qemuOption());
        }
        xml.leaf("qemu:arg", "value", "-netdev");
        xml.leaf("qemu:arg", "value", netdev.toString());
        xml.leaf("qemu:arg", "value", "-device");
        // An empty romfile: nobody boots from this network, and the firmware is spared running a boot ROM.
        xml.leaf("qemu:arg", "value", model.qemuName() + ",netdev=slipway" + number + ",id=slipwaynet" + number + ",mac="
                + mac + ",romfile=,addr=" + PciSlots.network(number));
    }
}
