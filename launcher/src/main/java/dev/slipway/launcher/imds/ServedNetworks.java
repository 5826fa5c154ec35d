package dev.slipway.launcher.imds;

import dev.slipway.host.libvirt.Hypervisor;
import dev.slipway.host.libvirt.HypervisorUri;
import dev.slipway.host.libvirt.network.LibvirtNetwork;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.region.Region;
import dev.slipway.imagestore.region.Regions;
import dev.slipway.launcher.instance.metadata.MetadataDirectory;
import dev.slipway.launcher.network.IpBlock;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the networks on which the instances of a home have addresses. libvirt is asked only where there are such instances, and anew
 * now and then: a network may have been defined otherwise, started or stopped.
 */
final class ServedNetworks implements AutoCloseable {

    private final Path home;
    private final Optional<String> libvirtUri;
    /** By region: the names of its networks, and of which state of its catalogue they are. */
    private final Map<String, CatalogueStamp> stamps = new HashMap<>();
    private final Map<String, Set<String>> names = new TreeMap<>();
    private final Map<String, MetadataDirectory> directories = new HashMap<>();

    /** @param libvirtUri the daemon that the settings insist on */
    ServedNetworks(Path home, Optional<String> libvirtUri) {
        this.home = home;
        this.libvirtUri = libvirtUri;
    }

    /**
     * Looks which networks there are; whether it is others than before.
     *
     * @param anew look at every catalogue, whether or not its files have changed since the last time
     */
    boolean refresh(boolean anew) {
        Map<String, Set<String>> before = new TreeMap<>(names);
        names.clear();
        for (Region region : new Regions(home).list()) {
            if (!region.available()) {
                continue;
            }
            StoreLayout layout = new StoreLayout(home, region.regionName());
            CatalogueStamp now = CatalogueStamp.of(layout.catalogue());
            CatalogueStamp then = stamps.put(region.regionName(), now);
            boolean same = !anew && now.equals(then) && before.containsKey(region.regionName());
            names.put(region.regionName(), same ? before.get(region.regionName()) : directory(region.regionName()).networks());
        }
        return !names.equals(before);
    }

    /** All of them that run now and are this host's own; asks libvirt. */
    List<ServedNetwork> look() {
        List<ServedNetwork> served = new ArrayList<>();
        for (Map.Entry<String, Set<String>> region : names.entrySet()) {
            if (region.getValue().isEmpty()) {
                continue;
            }
            // Not the user's own daemon where the host's does not answer: that one has no such networks.
            String uri = libvirtUri.or(() -> new Regions(home).libvirtUri(region.getKey())).orElse(HypervisorUri.SYSTEM);
            if (isElsewhere(uri)) {
                continue;
            }
            MetadataDirectory directory = directory(region.getKey());
            try (Hypervisor hypervisor = Hypervisor.connect(uri)) {
                for (String name : region.getValue()) {
                    hypervisor.networks().find(name).ifPresent(network -> add(served, directory, network));
                }
            }
        }
        return served;
    }

    private MetadataDirectory directory(String region) {
        return directories.computeIfAbsent(region, name -> new MetadataDirectory(new StoreLayout(home, name)));
    }

    /** Lets go of what nobody has asked for in a while. */
    void rest() {
        directories.values().forEach(MetadataDirectory::rest);
    }

    @Override
    public void close() {
        directories.values().forEach(MetadataDirectory::close);
    }

    private static void add(List<ServedNetwork> served, MetadataDirectory directory, LibvirtNetwork network) {
        if (!network.active() || network.bridge().isEmpty()) {
            return;
        }
        for (LibvirtNetwork.Subnet subnet : network.subnets()) {
            if (!subnet.host().isIpv6()) {
                served.add(new ServedNetwork(directory, network.name(), network.bridge().get(),
                        new IpBlock(subnet.host().address(), subnet.host().prefix())));
                return;
            }
        }
    }

    /** Whether a daemon of another host is meant, whose bridges are not ours. */
    private static boolean isElsewhere(String uri) {
        try {
            return new URI(uri).getHost() != null;
        } catch (URISyntaxException e) {
            return true;
        }
    }
}
