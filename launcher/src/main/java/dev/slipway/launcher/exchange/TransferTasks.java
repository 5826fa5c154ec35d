package dev.slipway.launcher.exchange;

import dev.slipway.host.progress.Progress;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Change;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.imagestore.filter.FilterNames;
import dev.slipway.imagestore.filter.Listing;
import dev.slipway.imagestore.filter.Page;
import dev.slipway.imagestore.filter.PageRequest;
import dev.slipway.imagestore.filter.Selection;
import dev.slipway.imagestore.id.AccountId;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The records of tasks of one account. */
final class TransferTasks {

    /** As long as EC2 shows a task that has ended. */
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int ALL = 100;
    /** What is not yet done when all bytes are there. */
    private static final int MOST_WHILE_ACTIVE = 99;
    private static final Listing<TransferTask> LISTING =
            new Listing<>(TransferTask.TABLE, "started", task -> task.startedAt().toEpochMilli());

    private final Catalogue catalogue;
    private final AccountId account;

    TransferTasks(Catalogue catalogue, AccountId account) {
        this.catalogue = catalogue;
        this.account = account;
    }

    /** The task that this token has begun before; throws IDEMPOTENT_PARAMETER_MISMATCH where it was another request. */
    Optional<TransferTask> earlier(TaskKind kind, Optional<String> token, String request) {
        if (token.isEmpty()) {
            return Optional.empty();
        }
        Query query = Query.all().where("owner", account).where("kind", kind).where("token", token.get());
        Optional<TransferTask> task = catalogue.read(reader -> reader.list(TransferTask.TABLE, query)).stream()
                .map(Stored::document).findFirst();
        if (task.isPresent() && !task.get().request().equals(request)) {
            throw new LauncherException(LauncherError.IDEMPOTENT_PARAMETER_MISMATCH, "The client token '" + token.get()
                    + "' was used by a request with other parameters, whose task is '" + task.get().taskId() + "'.");
        }
        return task;
    }

    void add(TransferTask task) {
        catalogue.change(change -> {
            forgetOld(change);
            return change.insert(TransferTask.TABLE, task);
        });
    }

    /** A task that is there. */
    TransferTask get(String id) {
        return catalogue.read(reader -> reader.find(TransferTask.TABLE, id)).orElseThrow().document();
    }

    boolean isCancelled(String id) {
        return get(id).state() == TaskState.DELETING;
    }

    /** Completes a task within the transaction that completes what it is about; throws TASK_STATE where it was cancelled. */
    void complete(Change change, String id, UnaryOperator<TransferTask> next) {
        Stored<TransferTask> stored = change.find(TransferTask.TABLE, id).orElseThrow();
        if (stored.document().state() != TaskState.ACTIVE) {
            throw new LauncherException(LauncherError.TASK_STATE, "The task '" + id + "' was cancelled.");
        }
        change.update(TransferTask.TABLE, next.apply(stored.document()), stored.version());
    }

    /** The end of a task that did not come to its end: as it was cancelled, or failed for this reason. */
    TransferTask giveUp(String id, String why) {
        return change(id, task -> task.state() == TaskState.COMPLETED || task.state() == TaskState.DELETED ? task
                : task.failed(task.state() == TaskState.DELETING ? task.statusMessage() : why, Timestamp.now()));
    }

    /** Marks a task of the account to be given up. Throws the kind's codes for an id that is none, TASK_STATE, DRY_RUN. */
    Cancellation cancel(TaskKind kind, String id, String why, boolean dryRun) {
        kind.check(id);
        return catalogue.change(change -> {
            Stored<TransferTask> stored = change.find(TransferTask.TABLE, id)
                    .filter(task -> task.document().ownerId().equals(account) && task.document().kind() == kind)
                    .orElseThrow(() -> kind.notFound(id));
            TaskState state = stored.document().state();
            if (state == TaskState.COMPLETED || state == TaskState.DELETED) {
                throw new LauncherException(LauncherError.TASK_STATE, "The task '" + id + "' is " + state.word()
                        + " and cannot be cancelled.");
            }
            if (dryRun) {
                throw new LauncherException(LauncherError.DRY_RUN, "Request would have succeeded, but DryRun flag is set.");
            }
            if (state == TaskState.ACTIVE) {
                change.update(TransferTask.TABLE, stored.document().cancelled(why), stored.version());
            }
            return new Cancellation(id, state, TaskState.DELETING);
        });
    }

    private TransferTask change(String id, UnaryOperator<TransferTask> next) {
        return catalogue.change(change -> {
            Stored<TransferTask> stored = change.find(TransferTask.TABLE, id).orElseThrow();
            TransferTask changed = next.apply(stored.document());
            return changed.equals(stored.document()) ? changed
                    : change.update(TransferTask.TABLE, changed, stored.version()).document();
        });
    }

    /** Progress that is recorded with the task, once a second at most. */
    Progress progress(String id) {
        return new Progress() {
            private long last = System.nanoTime();

            @Override
            public void at(String step, long done, long total) {
                if (System.nanoTime() - last > TimeUnit.SECONDS.toNanos(1)) {
                    last = System.nanoTime();
                    int percent = total == UNKNOWN ? 0 : (int) Math.min(MOST_WHILE_ACTIVE, (double) done / total * ALL);
                    change(id, task -> task.state() != TaskState.ACTIVE ? task
                            : task.at(Math.max(percent, task.progress()), "converting"));
                }
            }
        };
    }

    Page<TransferTask> search(TaskSearch search, PageRequest page) {
        FilterNames<TransferTask> names = new TaskFilters();
        return catalogue.read(reader -> {
            Selection<TransferTask> selection =
                    Selection.of(Query.all().where("owner", account).where("kind", search.kind()));
            if (!search.ids().isEmpty()) {
                for (String id : search.ids()) {
                    reader.find(TransferTask.TABLE, search.kind().check(id)).map(Stored::document)
                            .filter(task -> task.ownerId().equals(account) && task.kind() == search.kind())
                            .orElseThrow(() -> search.kind().notFound(id));
                }
                selection = selection.and(new Query.AnyOf("id", search.ids()));
            }
            return LISTING.page(reader, selection.and(search.filters(), names), search, page);
        });
    }

    private void forgetOld(Change change) {
        Query own = Query.all().where("owner", account);
        List<Stored<TransferTask>> tasks = change.list(TransferTask.TABLE, own);
        for (Stored<TransferTask> task : tasks) {
            if (task.document().endedAt().filter(end -> end.plus(KEPT).isBefore(Timestamp.now())).isPresent()) {
                change.delete(TransferTask.TABLE, task.document().taskId());
            }
        }
    }
}
