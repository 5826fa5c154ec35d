package dev.slipway.launcher.exchange;

/** How a task is, in EC2's words. */
public enum TaskState {
    ACTIVE("active"),
    COMPLETED("completed"),
    /** Cancelled, and about to be given up by whoever works on it. */
    DELETING("deleting"),
    /** Failed or cancelled: nothing of what it began is left. */
    DELETED("deleted");

    private final String word;

    TaskState(String word) {
        this.word = word;
    }

    /** EC2's. */
    public String word() {
        return word;
    }
}
