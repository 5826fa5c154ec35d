package dev.slipway.launcher.securitygroup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.imagestore.id.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Network filters are written as their golden files say; {@code -Dslipway.golden=write} writes those anew, for review. */
class FilterXmlTest {

    private static final Path FOLDER = Path.of("src/test/resources/dev/slipway/launcher/securitygroup");
    private static final NetworkFilterNames NAMES = new NetworkFilterNames("/var/lib/slipway/regions/local-1");
    private static final SecurityGroupId GROUP = new SecurityGroupId("sg-0123456789abcdef0");
    private static final SecurityGroupId OTHER = new SecurityGroupId("sg-0fedcba9876543210");
    private static final String MAC = "02:ab:cd:ef:01:23";

    @Test
    void everyFilterIsWrittenAsItsGoldenFileSays() throws IOException {
        for (Map.Entry<String, String> sample : samples().entrySet()) {
            Path file = FOLDER.resolve(sample.getKey() + ".xml");
            if ("write".equals(System.getProperty("slipway.golden"))) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, sample.getValue());
            }
            assertEquals(Files.readString(file), sample.getValue(), sample.getKey());
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            Set<String> names = new TreeSet<>();
            files.forEach(file -> names.add(file.getFileName().toString().replace(".xml", "")));
            assertEquals(new TreeSet<>(samples().keySet()), names, "no golden file without its sample");
        }
    }

    @Test
    void theSamplesHaveEveryProtocolInEachVersionOfIp() {
        String all = String.join("", samples().values());
        for (RuleProtocol protocol : RuleProtocol.values()) {
            for (boolean ipv6 : new boolean[] {false, true}) {
                protocol.element(ipv6).ifPresent(element -> assertTrue(all.contains("<" + element + " "), element));
            }
        }
    }

    @Test
    void namesTellTheRegionAndTheOwner() {
        String name = NAMES.card("i-0123456789abcdef0", 1);
        assertTrue(name.matches("slipway-[0-9a-f]{8}-i-0123456789abcdef0-1"), name);
        assertTrue(NAMES.isOurs(name));
        assertEquals("i-0123456789abcdef0-1", NAMES.owner(name));
        assertFalse(new NetworkFilterNames("/var/lib/slipway/regions/local-2").isOurs(name), "another region's");
        assertFalse(NAMES.isOurs("clean-traffic"));
    }

    private static Map<String, String> samples() {
        FilterPeer known = new FilterPeer(MAC, Optional.of("192.168.122.7"), true);
        FilterPeer unknown = new FilterPeer("02:ab:cd:ef:01:24", Optional.of("10.0.0.9"), false);
        List<GroupRule> everyProtocol = new ArrayList<>();
        for (RuleProtocol protocol : RuleProtocol.values()) {
            OptionalInt first = protocol.hasPorts() ? OptionalInt.of(80) : OptionalInt.empty();
            OptionalInt last = protocol.hasPorts() ? OptionalInt.of(90) : OptionalInt.empty();
            for (String cidr : List.of("10.1.2.3/8", "2001:db8::1/32")) {
                if (protocol.element(cidr.contains(":")).isPresent()) {
                    everyProtocol.add(new Permission(protocol.toString(), first, last, Optional.of(cidr), Optional.empty(),
                            Optional.empty()).rule(Optional.empty()));
                }
            }
        }
        List<GroupRule> egress = List.of(
                rule("tcp", 443, Optional.of("0.0.0.0/0")), rule("udp", -1, Optional.of("::/0")), rule("tcp", 22, Optional.empty()),
                rule("-1", -1, Optional.empty()));
        List<GroupRule> ingress = List.of(rule("tcp", 22, Optional.empty()), rule("icmp", 8, Optional.of("0.0.0.0/0")),
                rule("icmp", -1, Optional.empty()), rule("icmpv6", 128, Optional.of("::/0")));
        Map<SecurityGroupId, List<FilterPeer>> members = Map.of(OTHER, List.of(known, unknown));
        return Map.of(
                "group-protocols", GroupFilter.of(NAMES, group(everyProtocol, everyProtocol), Map.of()),
                "group-members", GroupFilter.of(NAMES, group(ingress, egress), members),
                "group-empty", GroupFilter.of(NAMES, group(List.of(), List.of()), Map.of()),
                "card-address", CardFilter.of(NAMES.card("i-0123456789abcdef0", 0), known, List.of("192.168.122.1"),
                        List.of(NAMES.group(GROUP), NAMES.group(OTHER))),
                "card-no-address", CardFilter.of(NAMES.card("i-0123456789abcdef0", 1), unknown, List.of(), List.of(NAMES.group(GROUP))));
    }

    private static GroupRule rule(String protocol, int port, Optional<String> cidr) {
        return new Permission(protocol, OptionalInt.of(port), OptionalInt.empty(), cidr,
                cidr.isEmpty() ? Optional.of(OTHER.value()) : Optional.empty(), Optional.empty())
                .rule(cidr.isEmpty() ? Optional.of(OTHER) : Optional.empty());
    }

    private static SecurityGroup group(List<GroupRule> ingress, List<GroupRule> egress) {
        return new SecurityGroup(GROUP, new AccountId("123456789012"), "web", "", ingress, egress, Instant.EPOCH, List.of());
    }
}
