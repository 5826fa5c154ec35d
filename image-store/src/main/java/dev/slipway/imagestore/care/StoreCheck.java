package dev.slipway.imagestore.care;

import dev.slipway.host.files.KernelLock;
import dev.slipway.imagestore.catalogue.Catalogue;
import dev.slipway.imagestore.catalogue.Query;
import dev.slipway.imagestore.catalogue.Reader;
import dev.slipway.imagestore.catalogue.Stored;
import dev.slipway.imagestore.layout.StoreLayout;
import dev.slipway.imagestore.operation.Operation;
import dev.slipway.imagestore.record.Recorded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Holds the catalogue against the disk, both ways. It changes nothing, and works while others use the store: what it
 * suspects it looks at again while nobody commits, and what belongs to work in flight it leaves alone.
 */
public final class StoreCheck {

    private static final long LITTLE_SPACE_BYTES = 1L << 30;

    private final Catalogue catalogue;
    private final StoreLayout layout;
    private final List<Recorded<?>> tables;
    private final List<Function<Reader, List<Finding>>> others;

    /**
     * @param tables which tables have records, the caller's own included
     * @param others what others look for
     */
    public StoreCheck(Catalogue catalogue, StoreLayout layout, List<Recorded<?>> tables,
            List<Function<Reader, List<Finding>>> others) {
        this.catalogue = catalogue;
        this.layout = layout;
        this.tables = List.copyOf(tables);
        this.others = List.copyOf(others);
    }

    /** Looks at everything but the content of files, which {@code image verify} does. */
    public CheckReport run() {
        CheckReport first = catalogue.read(this::look);
        if (first.findings().isEmpty()) {
            return first;
        }
        // Others put files in place before they commit, and take them away before or after they do. In a transaction that
        // could change something, nobody else is in between.
        CheckReport again = catalogue.change(this::look);
        Set<Finding> suspected = new HashSet<>(first.findings());
        return new CheckReport(again.findings().stream().filter(suspected::contains).toList(),
                again.documents(), again.inFlight());
    }

    private CheckReport look(Reader reader) {
        List<Finding> findings = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Recorded<?> recorded : tables) {
            ids.addAll(reader.values(recorded.table(), "id", Query.all()));
        }
        int documents = 0;
        for (Recorded<?> recorded : tables) {
            RowCheck<?> rows = new RowCheck<>(recorded, ids);
            documents += rows.run(reader);
            findings.addAll(rows.findings());
        }
        FileCheck files = new FileCheck(layout);
        files.unknown(reader, tables);
        files.contents(reader);
        files.volumes(reader);
        findings.addAll(files.findings());
        others.forEach(other -> findings.addAll(other.apply(reader)));
        List<Operation> alive = alive(reader, findings);
        findings.removeIf(finding -> alive.stream().anyMatch(operation -> concerns(operation, finding)));
        space(findings);
        return new CheckReport(findings, documents, alive.size());
    }

    /** Every command settles what dead ones left, so what is left now could not be. */
    private List<Operation> alive(Reader reader, List<Finding> findings) {
        List<Operation> alive = new ArrayList<>();
        for (Stored<Operation> stored : reader.list(Operation.TABLE, Query.all())) {
            Operation operation = stored.document();
            Path file = layout.lock(operation.operationId());
            if (Files.exists(file) && isHeld(file)) {
                alive.add(operation);
            } else {
                findings.add(new Finding(FindingKind.UNSETTLED, operation.operationId().value(), "The operation '"
                        + operation.operationId() + "' (" + operation.kind() + ") was left by a process that died.",
                        "Any command settles it, when what it needs is there; libvirt, as a rule: slipway doctor"));
            }
        }
        return alive;
    }

    private static boolean isHeld(Path lock) {
        return KernelLock.tryTake(lock).map(taken -> {
            taken.close();
            return false;
        }).orElse(true);
    }

    /** Whether living work names what a finding is about; files are named by the ids in their paths. */
    private static boolean concerns(Operation operation, Finding finding) {
        String words = operation.operationId() + " " + String.join(" ", operation.details().values()) + " "
                + String.join(" ", operation.claims());
        for (String word : words.split("[ ,]+")) {
            if (!word.isEmpty() && finding.subject().contains(word)) {
                return true;
            }
        }
        return false;
    }

    private void space(List<Finding> findings) {
        long free = layout.regionFolder().toFile().getUsableSpace();
        if (free < LITTLE_SPACE_BYTES) {
            findings.add(new Finding(FindingKind.SPACE, layout.region(), "The file system of '" + layout.regionFolder()
                    + "' has only " + (free >> 20) + " MiB free.", "slipway store gc --dry-run"));
        }
    }
}
