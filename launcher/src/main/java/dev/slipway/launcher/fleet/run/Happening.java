package dev.slipway.launcher.fleet.run;

/** What may happen to a member while its fleet is worked on. */
public enum Happening {
    /** Its instance is launched, or started again. */
    STARTING("starting"),
    /** Its guest runs, and is waited for. */
    BOOTING("booting"),
    /** It is what it was wanted to be. */
    READY("ready"),
    /** It did not start, or did not become ready. */
    FAILED("failed"),
    /** It is stopped, since another instance takes its place. */
    STOPPING("stopping"),
    /** It runs again, since the other one did not become ready. */
    RETURNED("returned"),
    /** It is about to be terminated. */
    ENDING("ending"),
    /** It is terminated. */
    ENDED("ended"),
    /** It was found dead or ill, and will be replaced. */
    LOST("lost"),
    /** It will be tried again later. */
    DEFERRED("deferred");

    private final String word;

    Happening(String word) {
        this.word = word;
    }

    /** Its word. */
    public String word() {
        return word;
    }
}
