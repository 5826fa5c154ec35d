package dev.slipway.imagestore.product;

/** What a product's rate is for; both are charged by the second. */
public enum PriceUnit {
    /** An hour that an instance runs. */
    INSTANCE_HOUR("instance-hour", 3_600),
    /** A month that an instance runs, of 730 hours: what EC2's price lists take a month for. */
    INSTANCE_MONTH("instance-month", 730 * 3_600);

    private final String word;
    private final long seconds;

    PriceUnit(String word, long seconds) {
        this.word = word;
        this.seconds = seconds;
    }

    /** The word on command lines and in records. */
    public String word() {
        return word;
    }

    /** How many seconds of running cost the rate. */
    public long seconds() {
        return seconds;
    }

    @Override
    public String toString() {
        return word;
    }
}
