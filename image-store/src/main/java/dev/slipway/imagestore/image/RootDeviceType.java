package dev.slipway.imagestore.image;

/** Where an image's root device lives: on a volume that can outlive a stop, or in the instance. */
public enum RootDeviceType {
    EBS("ebs"),
    INSTANCE_STORE("instance-store");

    private final String word;

    RootDeviceType(String word) {
        this.word = word;
    }

    /** EC2's word. */
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }
}
