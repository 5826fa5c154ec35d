package dev.slipway.launcher.fleet;

import dev.slipway.host.files.KernelLock;
import dev.slipway.imagestore.ImageStore;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.operation.RunningOperation;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Excludes others from a fleet. The lock is the kernel's, so it is free again whenever its owner dies; an operation beside it
 * tells others who has it. Nothing is settled of a dead one: the next launch sees what there is and goes on.
 */
public final class FleetLock implements AutoCloseable {

    /** The kind of the operation. */
    public static final String KIND = "fleet";

    private static final String FLEET = "fleet";
    private static final String WHO = "who";

    private final KernelLock lock;
    private final RunningOperation operation;

    private FleetLock(KernelLock lock, RunningOperation operation) {
        this.lock = lock;
        this.operation = operation;
    }

    /**
     * Takes it; throws FLEET_IN_USE, and says who has it, when another command has.
     *
     * @param doing what this command does with it: {@code launched}
     */
    public static FleetLock take(ImageStore store, String fleet, String doing) {
        Optional<KernelLock> lock = KernelLock.tryTake(store.layout().fleetLock(store.account(), fleet));
        if (lock.isEmpty()) {
            throw new LauncherException(LauncherError.FLEET_IN_USE, "The fleet '" + fleet + "' is being "
                    + owner(store, fleet).orElse("worked on by another command") + ".", "Wait until it is done, or end it.");
        }
        boolean begun = false;
        try {
            RunningOperation operation = store.operations().begin(KIND, Map.of(FLEET, fleet, WHO,
                    doing + " by the process " + ProcessHandle.current().pid() + " of '" + System.getProperty("user.name", "") + "'"),
                    List.of());
            begun = true;
            return new FleetLock(lock.get(), operation);
        } finally {
            if (!begun) {
                lock.get().closeAndDelete();
            }
        }
    }

    private static Optional<String> owner(ImageStore store, String fleet) {
        Query fleets = Query.all().where("kind", KIND);
        return store.catalogue().read(reader -> reader.list(Operation.TABLE, fleets)).stream()
                .map(Stored::document).filter(each -> fleet.equals(each.details().get(FLEET)))
                .map(each -> each.details().get(WHO)).reduce((first, last) -> last);
    }

    @Override
    public void close() {
        try {
            operation.close();
        } finally {
            lock.closeAndDelete();
        }
    }
}
