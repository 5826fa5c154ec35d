package dev.slipway.imagestore.care;

/** What a check may find. */
public enum FindingKind {
    /** A row speaks of a file that is not there. */
    FILE_MISSING("file-missing", true, false),
    /** A layer's file is not as long as its row says. */
    FILE_SIZE("file-size", true, false),
    /** A layer or boot file can be written. */
    FILE_MODE("file-mode", true, true),
    /** A file that no row speaks of. */
    FILE_UNKNOWN("file-unknown", true, true),
    /** A row without the record beside that would bring it back. */
    RECORD_MISSING("record-missing", true, true),
    /** A record beside that says something else than its row. */
    RECORD_DIFFERS("record-differs", true, true),
    /** A record of a volume or instance that is a change behind, as a killed process leaves it. */
    RECORD_BEHIND("record-behind", false, true),
    /** A row that refers to one that is not there. */
    REFERENCE("dangling-reference", true, false),
    /** Work that a dead process left, and that could not be settled. */
    UNSETTLED("unsettled-operation", true, false),
    /** A machine that no instance of the store owns, or an instance without what it needs. */
    MACHINE("machine", true, false),
    /** libvirt does not answer, so machines were not looked at. */
    UNREACHABLE("libvirt-unreachable", false, false),
    /** Little room left. */
    SPACE("low-space", false, false);

    private final String word;
    private final boolean problem;
    private final boolean repairable;

    FindingKind(String word, boolean problem, boolean repairable) {
        this.word = word;
        this.problem = problem;
        this.repairable = repairable;
    }

    /** The word in reports. */
    public String word() {
        return word;
    }

    /** Whether something is wrong; else it is only worth knowing. */
    public boolean isProblem() {
        return problem;
    }

    /** Whether a check may repair it without losing anything. */
    public boolean isRepairable() {
        return repairable;
    }
}
