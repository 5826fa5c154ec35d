package dev.slipway.launcher.cli.smoke;

import dev.slipway.host.files.FileFailure;
import dev.slipway.launcher.smoke.CaseResult;
import dev.slipway.launcher.smoke.report.JunitReport;
import dev.slipway.launcher.smoke.report.TapReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The files with the results so far. */
final class SmokeReports {

    private final Optional<Path> junit;
    private final Optional<Path> tap;
    private final List<CaseResult> ended = new ArrayList<>();

    SmokeReports(Optional<Path> junit, Optional<Path> tap) {
        this.junit = junit;
        this.tap = tap;
    }

    /** Adds a result and writes them. */
    void add(CaseResult result) {
        ended.add(result);
        ended.sort(Comparator.comparingInt(CaseResult::number));
        write();
    }

    /** Throws FILE_FAILED. */
    void write() {
        junit.ifPresent(path -> write(path, JunitReport.of(ended)));
        tap.ifPresent(path -> write(path, TapReport.of(ended)));
    }

    private static void write(Path path, String report) {
        try {
            Files.writeString(path, report);
        } catch (IOException e) {
            throw FileFailure.of(path, "be written", e);
        }
    }
}
