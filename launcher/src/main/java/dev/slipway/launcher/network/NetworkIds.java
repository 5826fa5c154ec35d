package dev.slipway.launcher.network;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ids of a region's default VPC and of all that EC2 has in one. Nothing of it is recorded anywhere: each id follows from the
 * names of the region and of the network behind it, so it is the same on every host that has networks of these names.
 */
public final class NetworkIds {

    private static final int DIGITS = 17;
    private static final int HEXADECIMAL = 16;

    private final String region;
    /** A list of instances says the same few ids of each of them, and a digest takes a cold command half a millisecond. */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    /** Those of a region. */
    public NetworkIds(String region) {
        this.region = requireNonNull(region, "region");
    }

    /** The region they are of. */
    public String region() {
        return region;
    }

    /** The default VPC. */
    public String vpc() {
        return id("vpc", region);
    }

    /** Its one route table. */
    public String routeTable() {
        return id("rtb", region);
    }

    /** That the table is the main one. */
    public String routeTableAssociation() {
        return id("rtbassoc", region);
    }

    /** Its way out. */
    public String internetGateway() {
        return id("igw", region);
    }

    /** Its one network ACL. */
    public String networkAcl() {
        return id("acl", region);
    }

    /** That the ACL is that of a subnet. */
    public String networkAclAssociation(String subnet) {
        return id("aclassoc", subnet);
    }

    /** What DHCP tells. */
    public String dhcpOptions() {
        return id("dopt", region);
    }

    /** That a block of addresses is one of the VPC. */
    public String cidrAssociation(String block) {
        return id("vpc-cidr-assoc", region + " " + block);
    }

    /** The subnet that a network is; a bridge of the host is none, because nobody knows its addresses. */
    public Optional<String> subnet(NetworkKind kind, Optional<String> source) {
        return switch (kind) {
            case USER, NAT -> Optional.of(id("subnet", region + " " + kind.word() + ":" + source.orElse("")));
            case BRIDGE -> Optional.empty();
        };
    }

    /** An instance's interface. */
    public static String networkInterface(String instance, int deviceIndex) {
        return ofInstance("eni-", instance, deviceIndex);
    }

    /** That the interface is the instance's. */
    public static String attachment(String instance, int deviceIndex) {
        return ofInstance("eni-attach-", instance, deviceIndex);
    }

    /** The digits of an instance's id are random, and so are these: only the first tells the instance's interfaces apart. */
    private static String ofInstance(String prefix, String instance, int deviceIndex) {
        int digits = instance.indexOf('-') + 1;
        int first = Character.digit(instance.charAt(digits), HEXADECIMAL) ^ deviceIndex;
        return prefix + Character.forDigit(first, HEXADECIMAL) + instance.substring(digits + 1);
    }

    private String id(String prefix, String name) {
        String key = prefix + " " + name;
        String id = known.get(key);
        if (id == null) {
            id = prefix + "-" + digits(key);
            known.put(key, id);
        }
        return id;
    }

    private static String digits(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
