package dev.slipway.imagestore.usage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was used.
 *
 * @param from its first moment; empty for the beginning
 * @param to the moment after its last
 * @param lines sorted by group
 * @param totals the same in all
 */
public record UsageReport(Optional<Instant> from, Instant to, List<UsageLine> lines, List<UsageLine> totals) {

    public UsageReport {
        lines = List.copyOf(lines);
        totals = List.copyOf(totals);
    }
}
