package dev.slipway.launcher.instance.launch;

import dev.slipway.host.files.DurableFiles;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.launcher.instance.life.Observation;
import dev.slipway.launcher.instance.machine.Capacity;
import dev.slipway.launcher.instance.machine.Load;
import dev.slipway.launcher.instance.record.Hardware;
import dev.slipway.launcher.instance.request.LaunchRequest;
import dev.slipway.launcher.type.InstanceType;
import java.nio.file.Path;

/** Decides how many instances there is room for, between the two numbers that a launch asks for. */
final class LaunchRoom {

    /** What an instance takes before its guest writes anything: overlays, seed, and the console that it will fill. */
    private static final long SPACE_EACH = 4L << 20;

    private final ImageStore store;
    private final Capacity capacity;
    private final Observation observation;

    LaunchRoom(ImageStore store, Capacity capacity, Observation observation) {
        this.store = store;
        this.capacity = capacity;
        this.observation = observation;
    }

    /** Throws INSUFFICIENT_CAPACITY or NO_SPACE, and says what is missing, when not even the smaller number fits. */
    int count(LaunchRequest request, InstanceType type, Hardware hardware) {
        Load each = Load.of(hardware);
        int room = store.catalogue().read(reader -> capacity.roomFor(reader, each));
        if (room < request.maxCount()) {
            // Guests that are gone by themselves take nothing any more; a refusal is worth a look at them.
            observation.observed(store.catalogue().read(capacity::running));
            room = store.catalogue().read(reader -> capacity.roomFor(reader, each));
        }
        if (room < request.minCount()) {
            store.catalogue().read(reader -> {
                require(reader, type, hardware, request.minCount());
                return null;
            });
        }
        Path folder = store.layout().regionFolder();
        DurableFiles.requireSpace(folder, SPACE_EACH * request.minCount());
        long most = Math.min(request.maxCount(), DurableFiles.freeBytes(folder) / SPACE_EACH);
        return (int) Math.max(request.minCount(), Math.min(room, most));
    }

    /** The same in the transaction that records them: another launch may have been quicker. */
    void require(Reader reader, InstanceType type, Hardware hardware, int count) {
        capacity.require(reader, Load.of(hardware).times(count), count + " x '" + type.name() + "'");
    }
}
