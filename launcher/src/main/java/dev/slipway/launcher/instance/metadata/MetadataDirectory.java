package dev.slipway.launcher.instance.metadata;

import dev.slipway.host.files.FileFailure;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Table;
import dev.slipway.imagestore.catalogue.sqlite.SqliteCatalogue;
import dev.slipway.imagestore.image.Image;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.launcher.instance.machine.Seeds;
import dev.slipway.launcher.instance.record.Instance;
import dev.slipway.launcher.instance.record.ReservedAddress;
import dev.slipway.launcher.instance.state.InstanceState;
import dev.slipway.launcher.securitygroup.SecurityGroup;
import dev.slipway.launcher.seed.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Finds out which instance of a region asks, of whatever account. Every answer is the newest. The catalogue is opened by a question
 * and stays so for those that follow; {@link #rest} closes it, so that a region's disk can be taken away while nobody asks. May throw
 * what opening a catalogue throws. For many threads.
 */
public final class MetadataDirectory implements AutoCloseable {

    private static final List<Table<?>> TABLES = List.of(Instance.TABLE, ReservedAddress.TABLE, SecurityGroup.TABLE, Image.TABLE);
    /** Those in which a guest may run; a launch says that it does only when all of its guests do. */
    private static final Set<InstanceState> ALIVE = EnumSet.of(InstanceState.PENDING, InstanceState.RUNNING, InstanceState.STOPPING);

    private static final long IDLE_NANOS = 2_000_000_000L;

    private final StoreLayout layout;
    private Catalogue open;
    private Object openFile;
    private long usedAt;

    /** The instances of a region. */
    public MetadataDirectory(StoreLayout layout) {
        this.layout = layout;
    }

    /** The libvirt networks on which instances have addresses. */
    public Set<String> networks() {
        return read(reader -> {
            Set<String> networks = new TreeSet<>();
            for (Stored<ReservedAddress> row : reader.list(ReservedAddress.TABLE, Query.all())) {
                networks.add(row.document().network());
            }
            return networks;
        }).orElse(Set.of());
    }

    /**
     * The instance that asks: the one for which the address is kept on that network, with the card it is kept for, if its guest
     * may be running.
     *
     * @param network libvirt's name of the network that the question came from
     */
    public Optional<MetadataSubject> find(String network, String address, String mac) {
        return read(reader -> reader.find(ReservedAddress.TABLE, ReservedAddress.id(network, address))
                .filter(row -> row.document().mac().equalsIgnoreCase(mac))
                .flatMap(row -> reader.find(Instance.TABLE, row.document().instanceId().value()))
                .map(Stored::document)
                .filter(instance -> ALIVE.contains(instance.state()))
                .map(instance -> subject(reader, instance)))
                .flatMap(Function.identity());
    }

    private MetadataSubject subject(Reader reader, Instance instance) {
        Map<String, String> names = new HashMap<>();
        for (String group : instance.securityGroups()) {
            reader.find(SecurityGroup.TABLE, group).ifPresent(row -> names.put(group, row.document().groupName()));
        }
        Seeds told = new Seeds(layout);
        return new MetadataSubject(instance, new Placement(layout.region(), layout.availabilityZone()), names,
                told.publicKeys(instance.instanceId()), told.userData(instance.instanceId()),
                reader.find(Image.TABLE, instance.imageId().value()).flatMap(row -> row.document().imageLocation()));
    }

    /** Empty where there is no catalogue yet, or its disk is not there: nobody makes one by asking. */
    private synchronized <R> Optional<R> read(Function<Reader, R> work) {
        Object file = file();
        // Another one may have taken its place: a rebuilt one, or that of another disk.
        if (!Objects.equals(file, openFile)) {
            close();
        }
        if (file == null) {
            return Optional.empty();
        }
        if (open == null) {
            open = SqliteCatalogue.open(layout.catalogue(), TABLES);
            openFile = file;
        }
        boolean read = false;
        try {
            R result = open.read(work);
            usedAt = System.nanoTime();
            read = true;
            return Optional.of(result);
        } finally {
            if (!read) {
                close();
            }
        }
    }

    /** What tells the catalogue's file from another one of its name; null where there is none. */
    private Object file() {
        try {
            return Files.readAttributes(layout.catalogue(), BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw FileFailure.of(layout.catalogue(), "be looked at", e);
        }
    }

    /** Lets go of the catalogue where nobody has asked for a while. */
    public synchronized void rest() {
        if (open != null && System.nanoTime() - usedAt > IDLE_NANOS) {
            close();
        }
    }

    /** Lets go of the catalogue; the next question opens it again. */
    @Override
    public synchronized void close() {
        if (open != null) {
            Catalogue closing = open;
            open = null;
            openFile = null;
            closing.close();
        }
    }
}
