package dev.slipway.launcher.securitygroup;

import java.util.Optional;

/**
 * A network card in a security group, as rules that name the group see it.
 *
 * @param address the IPv4 address it has, where that is known
 * @param kept whether the address is kept for it, so that it has and sends by no other
 */
public record FilterPeer(String mac, Optional<String> address, boolean kept) {
}
