package dev.slipway.launcher.imds;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.net.ForeignListener;
import dev.slipway.host.net.LocalDelivery;
import dev.slipway.launcher.imds.token.TokenKey;
import dev.slipway.launcher.imds.token.Tokens;
import dev.slipway.launcher.network.MetadataAddress;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The metadata service of a home's instances, from its making until it is closed: it listens while there are instances that it is
 * for, and has the kernel bring what their guests send to 169.254.169.254, and nothing else. See
 * docs/decisions/0016-how-metadata-is-reached.md.
 */
public final class InstanceMetadata implements AutoCloseable {

    private static final int LOOK_MILLIS = 1_000;
    /** After so many looks libvirt is asked again, and the rules are looked through, though nothing has changed. */
    private static final int LOOKS = 15;
    private static final int END_SECONDS = 10;

    private final ServedNetworks networks;
    private final Askers askers = new Askers();
    private final MetadataFigures figures = new MetadataFigures();
    private final MetadataServer server;
    private final LocalDelivery delivery = MetadataAddress.delivery();
    private final Consumer<String> notes;
    private final Thread upkeep;
    private ForeignListener listener;
    /** What is served is not yet what it was last seen that it should be. */
    private boolean stale;
    private boolean toldOfAnother;
    private String lastTrouble = "";
    private volatile boolean closing;

    /** Only {@link #start} makes one. */
    private InstanceMetadata(Path home, Optional<String> libvirtUri, PrintStream log, Consumer<String> notes) {
        this.networks = new ServedNetworks(home, libvirtUri);
        this.notes = notes;
        this.server = new MetadataServer(new MetadataService(new Tokens(TokenKey.of(home), Clock.systemUTC())), askers,
                new MetadataLog(log), figures, notes);
        this.upkeep = new Thread(this::keepUp, "metadata");
    }

    /**
     * Serves the instances of a home from now on; empty, and told so, for a user who may not.
     *
     * @param libvirtUri the daemon that the settings insist on
     * @param log where a line for each request goes
     * @param notes told what whoever runs the server should know
     */
    public static Optional<InstanceMetadata> start(Path home, Optional<String> libvirtUri, PrintStream log, Consumer<String> notes) {
        try {
            ForeignListener.open(MetadataAddress.address(), MetadataAddress.PORT).ifPresent(ForeignListener::close);
        } catch (HostException e) {
            notes.accept("no instance metadata is served: " + (e.kind() == HostError.NETWORK_NOT_PERMITTED
                    ? "that takes root, or CAP_NET_ADMIN and CAP_NET_BIND_SERVICE" : e.getMessage()));
            return Optional.empty();
        }
        InstanceMetadata metadata = new InstanceMetadata(home, libvirtUri, log, notes);
        metadata.upkeep.setDaemon(true);
        metadata.upkeep.start();
        return Optional.of(metadata);
    }

    /** What it counts, in Prometheus's text format. */
    public String figures() {
        return figures.text(askers.bridges().size());
    }

    private void keepUp() {
        for (int looks = 0; !closing; looks++) {
            try {
                look(looks % LOOKS == 0);
                lastTrouble = "";
            } catch (SlipwayException e) {
                trouble(e.getMessage());
                if (e.code() == HostError.NETWORK_NOT_PERMITTED) {
                    break;
                }
            } catch (RuntimeException e) {
                trouble("a defect in Slipway: " + e);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                // The way this is ended.
                break;
            }
        }
        giveUpForGood();
    }

    /** libvirt may be away for a while: what was served is served on, and one line tells of it. */
    private void trouble(String sentence) {
        if (!sentence.equals(lastTrouble) && !closing) {
            lastTrouble = sentence;
            notes.accept("instance metadata: " + sentence);
        }
    }

    private void look(boolean anew) {
        stale |= networks.refresh(anew) || anew;
        networks.rest();
        boolean waiting = listener == null && !askers.bridges().isEmpty();
        if (stale) {
            askers.serve(networks.look());
        }
        if (stale || waiting) {
            deliver(askers.bridges());
        }
        stale = false;
    }

    /** Also takes away what a server left that was killed. */
    private void deliver(TreeSet<String> bridges) {
        if (bridges.isEmpty()) {
            giveUp();
        } else if (listens()) {
            TreeSet<String> there = new TreeSet<>(delivery.interfaces());
            for (String bridge : there) {
                if (!bridges.contains(bridge)) {
                    delivery.remove(bridge);
                }
            }
            for (String bridge : bridges) {
                if (!there.contains(bridge)) {
                    delivery.add(bridge);
                }
            }
        }
    }

    /** Listens where nobody else does. */
    private boolean listens() {
        if (listener != null) {
            return true;
        }
        Optional<ForeignListener> opened = ForeignListener.open(MetadataAddress.address(), MetadataAddress.PORT);
        if (opened.isEmpty()) {
            if (!toldOfAnother) {
                toldOfAnother = true;
                notes.accept("another server answers at " + MetadataAddress.TEXT + "; this one does once it ends");
            }
            return false;
        }
        toldOfAnother = false;
        ForeignListener taken = opened.get();
        listener = taken;
        Thread acceptor = new Thread(() -> server.serve(taken), "metadata-accept");
        acceptor.setDaemon(true);
        acceptor.start();
        return true;
    }

    /** The rules first: whoever takes the port over makes its own. What fails is tried again while this goes on. */
    private void giveUp() {
        if (listener != null) {
            delivery.clear();
            listener.close();
            listener = null;
        }
    }

    private void giveUpForGood() {
        // What is left to do is not to be cut short as well.
        Thread.interrupted();
        try {
            giveUp();
        } catch (SlipwayException e) {
            notes.accept("instance metadata: " + e.getMessage());
        } finally {
            if (listener != null) {
                listener.close();
            }
        }
    }

    /** Serves nobody any more, and leaves nothing in the kernel. */
    @Override
    public void close() {
        closing = true;
        upkeep.interrupt();
        try {
            upkeep.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.end();
        networks.close();
    }
}
