package dev.slipway.imagestore.operation;

import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.files.KernelLock;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.errors.StoreError;
import dev.slipway.imagestore.errors.StoreException;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.OperationId;
import dev.slipway.imagestore.layout.StoreLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Begins operations and settles those whose process died. An operation is a row and a lock of the kernel's on a file:
 * the lock is taken before the row is written and let go after it is deleted, so a row whose lock can be taken belongs
 * to nobody alive.
 *
 * <p>An operation may claim things by their ids: volumes whose files it replaces, an instance it starts. Of those that
 * claim the same thing one is in flight at a time; the others wait, and settle the one they wait for if it is dead.
 */
public final class Operations {

    /** Beyond what anything takes that claims a volume, but for an image of an instance whose guest does not go down. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 20;
    private static final String LOCK_PREFIX = "op-";
    private static final String LOCK_SUFFIX = ".lock";

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final Map<String, OperationHandler> handlers = new HashMap<>();

    public Operations(Catalogue catalogue, StoreLayout layout) {
        this.catalogue = catalogue;
        this.layout = layout;
    }

    /** Says who settles operations of a kind; before any is begun or recovered. */
    public void register(String kind, OperationHandler handler) {
        handlers.put(kind, handler);
    }

    /**
     * Begins an operation of a registered kind.
     *
     * @param details what its handler needs to know
     * @param layers layers it builds on, kept from being collected from now on; one that is there after this returns
     *     stays there, one that is not was collected before
     */
    public RunningOperation begin(String kind, Map<String, String> details, List<LayerId> layers) {
        return begin(kind, details, layers, List.of());
    }

    /**
     * As {@link #begin(String, Map, List)}, and waits until nobody else has what it claims. What was read of that before
     * may be out of date when this returns. Throws VOLUME_STATE when another operation has it for longer than a minute,
     * INTERRUPTED.
     *
     * @param claims ids of what it has for itself from now on
     */
    public RunningOperation begin(
            String kind, Map<String, String> details, List<LayerId> layers, List<String> claims) {
        if (!handlers.containsKey(kind)) {
            throw new IllegalStateException("nobody settles operations of kind " + kind);
        }
        Operation operation = new Operation(OperationId.next(), kind, Timestamp.now(), details, layers, claims);
        KernelLock lock = lock(layout.lock(operation.operationId()));
        boolean begun = false;
        try {
            awaitTurn(operation);
            begun = true;
            Failpoint.OPERATION_BEGUN.reached();
        } finally {
            if (!begun) {
                lock.closeAndDelete();
            }
        }
        return new RunningOperation(this, operation, lock);
    }

    /** Returns when nobody has any of these for itself; dead operations that have are settled. Throws as {@link #begin}. */
    public void awaitUnclaimed(List<String> ids) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (String id : ids) {
            Optional<Operation> rival = catalogue.read(reader -> claimant(reader, id));
            while (rival.isPresent()) {
                giveWay(rival.get(), end);
                rival = catalogue.read(reader -> claimant(reader, id));
            }
        }
    }

    /** The operation that has this for itself now, dead or alive, if there is one. */
    public static Optional<Operation> claimant(Reader reader, String id) {
        List<Stored<Operation>> found = reader.list(Operation.TABLE, Query.all().where("claim", id).limit(1));
        return found.isEmpty() ? Optional.empty() : Optional.of(found.get(0).document());
    }

    private void awaitTurn(Operation operation) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<Operation> rival = insertUnlessClaimed(operation);
        while (rival.isPresent()) {
            giveWay(rival.get(), end);
            rival = insertUnlessClaimed(operation);
        }
    }

    private Optional<Operation> insertUnlessClaimed(Operation operation) {
        return catalogue.change(change -> {
            for (String id : operation.claims()) {
                Optional<Operation> rival = claimant(change, id);
                if (rival.isPresent()) {
                    return rival;
                }
            }
            change.insert(Operation.TABLE, operation);
            return Optional.empty();
        });
    }

    private void giveWay(Operation rival, long end) {
        if (handlers.containsKey(rival.kind())) {
            Optional<Unsettled> unsettled = recover(rival);
            if (unsettled.isPresent()) {
                throw unsettled.get().reason();
            }
        }
        if (System.nanoTime() > end) {
            throw new StoreException(StoreError.VOLUME_STATE, "Another command ('" + rival.kind() + "', since "
                    + Timestamp.format(rival.startedAt()) + ") still works on " + String.join(", ", rival.claims()) + ".");
        }
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException(HostError.INTERRUPTED, "Interrupted while waiting for another command.", e);
        }
    }

    /** Locks a file that is ours alone, its name being new; when that is interrupted, the file is not left behind. */
    private static KernelLock lock(Path file) {
        try {
            return KernelLock.take(file);
        } catch (HostException e) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /**
     * Settles every operation whose process died; those of kinds that nobody here knows are left to a process that
     * knows them. One look at the catalogue when there is nothing to do: every command begins with it.
     *
     * @return what could not be settled now, and stays for a later command: a reason to warn, not to refuse work
     */
    public List<Unsettled> recover() {
        List<Unsettled> unsettled = new ArrayList<>();
        for (Stored<Operation> stored : catalogue.read(r -> r.list(Operation.TABLE, Query.all()))) {
            Operation operation = stored.document();
            if (handlers.containsKey(operation.kind())) {
                recover(operation).ifPresent(unsettled::add);
            }
        }
        deleteStrayLocks();
        return unsettled;
    }

    /** A process that dies right after its operation was committed leaves the file of its lock, and nothing else. */
    private void deleteStrayLocks() {
        // Not a stream: the folder is empty as a rule, and every command begins with this.
        String[] names = layout.locks().toFile().list((folder, name) -> name.startsWith(LOCK_PREFIX) && name.endsWith(LOCK_SUFFIX));
        for (String name : names == null ? new String[0] : names) {
            KernelLock.tryTake(layout.locks().resolve(name)).ifPresent(lock -> {
                // Ours now, so whoever it was made by is dead; but what it began may be left for a later command.
                String id = name.substring(0, name.length() - LOCK_SUFFIX.length());
                if (catalogue.read(r -> r.find(Operation.TABLE, id)).isEmpty()) {
                    lock.closeAndDelete();
                } else {
                    lock.close();
                }
            });
        }
    }

    private Optional<Unsettled> recover(Operation operation) {
        try {
            KernelLock.tryTake(layout.lock(operation.operationId())).ifPresent(lock -> settle(operation, lock));
            return Optional.empty();
        } catch (SlipwayException e) {
            if (e.code() == HostError.INTERRUPTED) {
                throw e;
            }
            return Optional.of(new Unsettled(operation, e));
        }
    }

    /** Replaces what is known of an operation of this process. */
    Operation amend(Operation operation, Map<String, String> details) {
        Operation amended = new Operation(operation.operationId(), operation.kind(), operation.startedAt(), details,
                operation.layers(), operation.claims());
        catalogue.change(change -> {
            Stored<Operation> stored = change.find(Operation.TABLE, operation.operationId().value()).orElseThrow();
            return change.update(Operation.TABLE, amended, stored.version());
        });
        return amended;
    }

    /** Settles an operation under its lock. When the handler fails, row and lock file stay for the next command. */
    void settle(Operation operation, KernelLock lock) {
        // Ctrl-C is what brings us here more often than not, and file channels break in an interrupted thread.
        boolean interrupted = Thread.interrupted();
        boolean settled = false;
        try {
            // It may be finished, or settled by somebody else between our look and our lock.
            boolean recorded = isRecorded(operation);
            if (recorded && handlers.get(operation.kind()).isDue(operation)) {
                handlers.get(operation.kind()).settle(operation);
                catalogue.change(change -> change.delete(Operation.TABLE, operation.operationId().value()));
                recorded = false;
            }
            settled = !recorded;
        } finally {
            if (settled) {
                lock.closeAndDelete();
            } else {
                lock.close();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isRecorded(Operation operation) {
        return catalogue.read(r -> r.find(Operation.TABLE, operation.operationId().value())).isPresent();
    }
}
