package dev.slipway.imagestore.care;

import java.util.List;

/**
 * What a check found.
 *
 * @param findings what is wrong or worth knowing
 * @param documents how many rows were looked at
 * @param inFlight how many operations of living processes there were, whose things were left alone
 */
public record CheckReport(List<Finding> findings, int documents, int inFlight) {

    public CheckReport {
        findings = List.copyOf(findings);
    }

    /** Whether nothing is wrong. */
    public boolean isClean() {
        return findings.stream().noneMatch(finding -> finding.kind().isProblem());
    }
}
