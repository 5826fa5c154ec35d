package dev.slipway.launcher.vpc;

import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.host.libvirt.network.LibvirtNetwork;
import dev.slipway.imagestore.filter.Filter;
import dev.slipway.imagestore.filter.FilterNames;
import dev.slipway.imagestore.filter.Listing;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.Instances;
import dev.slipway.launcher.instance.machine.HostNetworks;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.request.InterfaceRequest;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.network.NetworkIds;
import dev.slipway.launcher.network.NetworkKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The default VPC of a region. Its subnets are the networks that instances can be on here: QEMU's own, which each instance has for
 * itself, and the networks that libvirt runs. They come and go with these; nothing of it can be made or deleted.
 */
public final class Vpcs {

    private static final String VPC_ID = "vpc-id";
    private static final String OWNER_ID = "owner-id";
    private static final String STATE = "state";
    /** QEMU's own. */
    private static final String USER_BLOCK = "10.0.2.0/24";
    private static final int IPV4_BITS = 32;
    /** The network's own address, its broadcast address and the host's. */
    private static final int NOT_FOR_GUESTS = 3;

    private final NetworkIds ids;
    private final String zone;
    private final AccountId account;
    private final Supplier<Hypervisor> hypervisor;
    private final Supplier<Instances> instances;
    private final InterfaceRequest usual;

    /** @param usual where instances are that ask for no network; nothing where they have none */
    public Vpcs(StoreLayout layout, AccountId account, Supplier<Hypervisor> hypervisor, Supplier<Instances> instances,
            Optional<InterfaceRequest> usual) {
        this.ids = new NetworkIds(layout.region());
        this.zone = layout.availabilityZone();
        this.account = account;
        this.hypervisor = hypervisor;
        this.instances = instances;
        this.usual = usual.orElse(InterfaceRequest.on(NetworkKind.USER, Optional.empty()));
    }

    /** The VPC with its subnets as they are now. */
    public Vpc vpc() {
        List<Subnet> subnets = new ArrayList<>(List.of(user()));
        // Guests of a user's own libvirt can be on no network of the host.
        if (!hypervisor.get().uri().endsWith("/session")) {
            for (String name : hypervisor.get().networks().activeNames()) {
                hypervisor.get().networks().find(name).flatMap(this::nat).ifPresent(subnets::add);
            }
        }
        return new Vpc(ids, account, zone, subnets);
    }

    private Subnet user() {
        return new Subnet(ids.subnet(NetworkKind.USER, Optional.empty()).orElseThrow(), NetworkKind.USER, Optional.empty(), USER_BLOCK,
                hosts(USER_BLOCK), usual.kind() == NetworkKind.USER);
    }

    private Optional<Subnet> nat(LibvirtNetwork network) {
        for (LibvirtNetwork.Subnet subnet : network.subnets()) {
            if (!subnet.host().isIpv6()) {
                String block = block(subnet.host().address(), subnet.host().prefix());
                boolean isDefault = usual.kind() == NetworkKind.NAT && usual.source().orElse(HostNetworks.USUAL).equals(network.name());
                return Optional.of(new Subnet(ids.subnet(NetworkKind.NAT, Optional.of(network.name())).orElseThrow(), NetworkKind.NAT,
                        Optional.of(network.name()), block, Math.max(0, hosts(block) - subnet.hosts().size()), isDefault));
            }
        }
        return Optional.empty();
    }

    private static int hosts(String block) {
        int bits = IPV4_BITS - Integer.parseInt(block.substring(block.indexOf('/') + 1));
        return (int) Math.max(0, (1L << bits) - NOT_FOR_GUESTS);
    }

    /** The block that an address is in. */
    static String block(String address, int prefix) {
        long bits = 0;
        for (String part : address.split("\\.")) {
            bits = bits << Byte.SIZE | Integer.parseInt(part);
        }
        bits &= -1L << IPV4_BITS - prefix;
        StringBuilder text = new StringBuilder();
        for (int shift = IPV4_BITS - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            text.append(bits >> shift & 0xff).append(shift == 0 ? "/" + prefix : ".");
        }
        return text.toString();
    }

    /** Throws VPC_NOT_FOUND for a VPC that is not the one there is. */
    public void require(String vpc) {
        requireOne("vpc", vpc, ids.vpc(), LauncherError.VPC_NOT_FOUND);
    }

    /** One page of the VPCs, which are one at most. Throws VPC_NOT_FOUND, PARAMETER_VALUE for a filter that is none. */
    public Page<Vpc> search(List<String> wanted, List<Filter> filters, PageRequest page) {
        return single("vpc", wanted, NetworkIds::vpc, LauncherError.VPC_NOT_FOUND, filters, Map.of(
                "cidr", Vpc::cidrBlocks,
                "cidr-block-association.cidr-block", Vpc::cidrBlocks,
                "dhcp-options-id", vpc -> List.of(ids.dhcpOptions()),
                "is-default", vpc -> List.of("true"),
                "isDefault", vpc -> List.of("true")), page);
    }

    /** One page of its subnets. Throws SUBNET_NOT_FOUND, PARAMETER_VALUE for a filter that is none. */
    public Page<Subnet> subnets(List<String> wanted, List<Filter> filters, PageRequest page) {
        List<Subnet> subnets = new ArrayList<>(vpc().subnets());
        wanted.forEach(id -> requireOf(subnets, id));
        subnets.removeIf(subnet -> !wanted.isEmpty() && !wanted.contains(subnet.subnetId()));
        FilterNames<Subnet> names = new NamedFilters<>(Map.of(
                "availability-zone", subnet -> List.of(zone),
                "availability-zone-id", subnet -> List.of(zone),
                "cidr-block", subnet -> List.of(subnet.cidrBlock()),
                "default-for-az", subnet -> List.of(Boolean.toString(subnet.isDefault())),
                "defaultForAz", subnet -> List.of(Boolean.toString(subnet.isDefault())),
                OWNER_ID, subnet -> List.of(account.value()),
                STATE, subnet -> List.of("available"),
                "subnet-id", subnet -> List.of(subnet.subnetId()),
                VPC_ID, subnet -> List.of(ids.vpc())));
        return Listing.pageOf(sorted(Listing.wanted(subnets, filters, names), Subnet::subnetId), Subnet::subnetId,
                wanted.toString() + filters, page);
    }

    /** The interfaces of the account's instances. Throws INTERFACE_NOT_FOUND, PARAMETER_VALUE for a filter that is none. */
    public Page<Card> interfaces(List<String> wanted, List<Filter> filters, PageRequest page) {
        List<Card> cards = new ArrayList<>();
        for (Instance instance : instances.get().list()) {
            if (instance.state() != InstanceState.TERMINATED) {
                instance.interfaces().forEach(each -> cards.add(new Card(instance, each)));
            }
        }
        for (String id : wanted) {
            if (cards.stream().noneMatch(card -> card.id().equals(id))) {
                throw notFound("networkInterface", id, LauncherError.INTERFACE_NOT_FOUND);
            }
        }
        cards.removeIf(card -> !wanted.isEmpty() && !wanted.contains(card.id()));
        FilterNames<Card> names = new NamedFilters<>(Map.of(
                "addresses.private-ip-address", card -> card.networkInterface().privateIpAddress().stream().toList(),
                "attachment.instance-id", card -> List.of(card.instance().instanceId().value()),
                "group-id", card -> card.networkInterface().groups().stream().map(group -> group.value()).toList(),
                "mac-address", card -> List.of(card.networkInterface().mac()),
                "network-interface-id", card -> List.of(card.id()),
                "private-ip-address", card -> card.networkInterface().privateIpAddress().stream().toList(),
                "status", card -> List.of("in-use"),
                "subnet-id", card -> ids.subnet(card.networkInterface().kind(), card.networkInterface().source()).stream().toList(),
                VPC_ID, card -> List.of(ids.vpc())));
        return Listing.pageOf(sorted(Listing.wanted(cards, filters, names), Card::id), Card::id, wanted.toString() + filters, page);
    }

    /** The VPC where its route table is looked for, and found. Throws ROUTE_TABLE_NOT_FOUND. */
    public Page<Vpc> routeTables(List<String> wanted, List<Filter> filters, PageRequest page) {
        return single("routeTable", wanted, NetworkIds::routeTable, LauncherError.ROUTE_TABLE_NOT_FOUND, filters, Map.of(
                "association.main", vpc -> List.of("true"),
                // Subnets have the main table without being associated with it, as on EC2.
                "association.subnet-id", vpc -> List.of(),
                "association.route-table-association-id", vpc -> List.of(ids.routeTableAssociation()),
                "route-table-id", vpc -> List.of(ids.routeTable()),
                "route.gateway-id", vpc -> List.of("local", ids.internetGateway())), page);
    }

    /** The same of its internet gateway. Throws GATEWAY_NOT_FOUND. */
    public Page<Vpc> internetGateways(List<String> wanted, List<Filter> filters, PageRequest page) {
        return single("internetGateway", wanted, NetworkIds::internetGateway, LauncherError.GATEWAY_NOT_FOUND, filters, Map.of(
                "attachment.state", vpc -> List.of("available"),
                "attachment.vpc-id", vpc -> List.of(ids.vpc()),
                "internet-gateway-id", vpc -> List.of(ids.internetGateway())), page);
    }

    /** The same of its network ACL. Throws NETWORK_ACL_NOT_FOUND. */
    public Page<Vpc> networkAcls(List<String> wanted, List<Filter> filters, PageRequest page) {
        return single("networkAcl", wanted, NetworkIds::networkAcl, LauncherError.NETWORK_ACL_NOT_FOUND, filters, Map.of(
                "association.subnet-id", vpc -> vpc.subnets().stream().map(Subnet::subnetId).toList(),
                "default", vpc -> List.of("true"),
                "network-acl-id", vpc -> List.of(ids.networkAcl())), page);
    }

    /** The same of its DHCP options. Throws DHCP_OPTIONS_NOT_FOUND. */
    public Page<Vpc> dhcpOptions(List<String> wanted, List<Filter> filters, PageRequest page) {
        return single("dhcpOptions", wanted, NetworkIds::dhcpOptions, LauncherError.DHCP_OPTIONS_NOT_FOUND, filters, Map.of(
                "dhcp-options-id", vpc -> List.of(ids.dhcpOptions()),
                "key", vpc -> List.of("domain-name-servers"),
                "value", vpc -> List.of("AmazonProvidedDNS")), page);
    }

    private Page<Vpc> single(String what, List<String> wanted, Function<NetworkIds, String> id, LauncherError missing, List<Filter> filters,
            Map<String, Function<Vpc, List<String>>> more, PageRequest page) {
        wanted.forEach(each -> requireOne(what, each, id.apply(ids), missing));
        Map<String, Function<Vpc, List<String>>> names = new HashMap<>(more);
        names.put(VPC_ID, vpc -> List.of(ids.vpc()));
        names.put(OWNER_ID, vpc -> List.of(account.value()));
        names.put(STATE, vpc -> List.of("available"));
        // No VPC has a tag.
        filters.stream().map(Filter::name).filter(name -> name.startsWith("tag:") || name.equals("tag-key"))
                .forEach(name -> names.put(name, vpc -> List.of()));
        return Listing.pageOf(Listing.wanted(List.of(vpc()), filters, new NamedFilters<>(names)), vpc -> id.apply(ids),
                wanted.toString() + filters, page);
    }

    /**
     * The interfaces of a launch. Throws INVALID_PARAMETER_COMBINATION where a subnet is named beside interfaces,
     * INVALID_PARAMETER_VALUE for indexes that are not 0, 1 and so on, SUBNET_NOT_FOUND.
     *
     * @param subnet of the only interface, where none are listed
     */
    public Optional<List<InterfaceRequest>> launched(List<CardRequest> cards, Optional<String> subnet) {
        if (cards.isEmpty()) {
            return subnet.map(id -> List.of(on(new CardRequest(0, Optional.of(id), Optional.empty(), List.of()))));
        }
        if (subnet.isPresent()) {
            throw new LauncherException(LauncherError.INVALID_PARAMETER_COMBINATION,
                    "Network interfaces and an instance-level subnet ID may not be specified on the same request");
        }
        List<InterfaceRequest> interfaces = new ArrayList<>();
        for (CardRequest card : sorted(cards, each -> Integer.toString(each.deviceIndex()))) {
            if (card.deviceIndex() != interfaces.size()) {
                throw new LauncherException(LauncherError.INVALID_PARAMETER_VALUE,
                        "The DeviceIndex of network interfaces counts from 0, and each is there once.");
            }
            interfaces.add(on(card));
        }
        return Optional.of(interfaces);
    }

    private InterfaceRequest on(CardRequest card) {
        InterfaceRequest place = card.subnet().map(id -> requireOf(vpc().subnets(), id))
                .map(subnet -> InterfaceRequest.on(subnet.kind(), subnet.source())).orElse(usual);
        return new InterfaceRequest(place.kind(), place.source(), card.privateIpAddress(), card.groups(), List.of());
    }

    private static <T> List<T> sorted(List<T> items, Function<T, String> key) {
        return items.stream().sorted(Comparator.comparing(key)).toList();
    }

    private static Subnet requireOf(List<Subnet> subnets, String id) {
        return subnets.stream().filter(subnet -> subnet.subnetId().equals(id)).findFirst()
                .orElseThrow(() -> notFound("subnet", id, LauncherError.SUBNET_NOT_FOUND));
    }

    private static void requireOne(String what, String id, String only, LauncherError missing) {
        if (!id.equals(only)) {
            throw notFound(what, id, missing);
        }
    }

    private static LauncherException notFound(String what, String id, LauncherError missing) {
        return new LauncherException(missing, "The " + what + " ID '" + id + "' does not exist");
    }
}
