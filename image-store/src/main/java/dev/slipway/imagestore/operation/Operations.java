package dev.slipway.imagestore.operation;

import dev.slipway.host.errors.HostException;
import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.SlipwayException;
import dev.slipway.host.files.KernelLock;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.id.LayerId;
import dev.slipway.imagestore.id.OperationId;
import dev.slipway.imagestore.layout.StoreLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Begins operations and settles those whose process died. An operation is a row and a lock of the kernel's on a file:
 * the lock is taken before the row is written and let go after it is deleted, so a row whose lock can be taken belongs
 * to nobody alive.
 */
public final class Operations {

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
        if (!handlers.containsKey(kind)) {
            throw new IllegalStateException("nobody settles operations of kind " + kind);
        }
        Operation operation = new Operation(OperationId.next(), kind, Timestamp.now(), details, layers);
        KernelLock lock = lock(layout.lock(operation.operationId()));
        boolean begun = false;
        try {
            catalogue.change(change -> change.insert(Operation.TABLE, operation));
            begun = true;
            Failpoint.OPERATION_BEGUN.reached();
        } finally {
            if (!begun) {
                lock.closeAndDelete();
            }
        }
        return new RunningOperation(this, operation, lock);
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
        return unsettled;
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

    /** Settles an operation under its lock. When the handler fails, row and lock file stay for the next command. */
    void settle(Operation operation, KernelLock lock) {
        // Ctrl-C is what brings us here more often than not, and file channels break in an interrupted thread.
        boolean interrupted = Thread.interrupted();
        boolean settled = false;
        try {
            // It may be finished, or settled by somebody else between our look and our lock.
            if (isRecorded(operation)) {
                handlers.get(operation.kind()).settle(operation);
                catalogue.change(change -> change.delete(Operation.TABLE, operation.operationId().value()));
            }
            settled = true;
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
