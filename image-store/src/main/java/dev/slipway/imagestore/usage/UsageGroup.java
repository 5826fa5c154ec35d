package dev.slipway.imagestore.usage;

/** What the lines of a report stand for. */
public enum UsageGroup {
    /** One thing each, by its id. */
    RESOURCE("resource"),
    /** One product each; what no product is charged for stands together. */
    PRODUCT("product"),
    /** One type each: of instances, of volumes, and all snapshots. */
    TYPE("type"),
    /** One day each, by UTC. */
    DAY("day"),
    /** One account each; one's own, but for those who sell. */
    ACCOUNT("account");

    private final String word;

    UsageGroup(String word) {
        this.word = word;
    }

    /** The word on command lines. */
    public String word() {
        return word;
    }
}
