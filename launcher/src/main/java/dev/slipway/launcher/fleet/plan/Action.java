package dev.slipway.launcher.fleet.plan;

/** What is to be done about a member. */
public enum Action {
    /** It is as it is to be. */
    KEEP("keep"),
    /** It runs, and was not yet seen to be ready. */
    WAIT("wait"),
    /** It was stopped, and is what it is to be otherwise. */
    START_AGAIN("start-again"),
    /** There is none. */
    START("start"),
    /** There is one of what its group was before. */
    REPLACE("replace"),
    /** There is none, and there is no room for one; enough others are there. */
    LEAVE_OUT("leave-out"),
    /** There is to be none. */
    END("end");

    private final String word;

    Action(String word) {
        this.word = word;
    }

    /** Its word in answers. */
    public String word() {
        return word;
    }
}
