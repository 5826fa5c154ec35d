package dev.slipway.launcher.instance.record;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** EC2's InstanceInitiatedShutdownBehavior: what a guest's own power-off means. */
public enum ShutdownBehavior {
    STOP("stop"),
    TERMINATE("terminate");

    private final String ec2Name;

    ShutdownBehavior(String ec2Name) {
        this.ec2Name = ec2Name;
    }

    /** EC2's word. */
    @JsonValue
    public String ec2Name() {
        return ec2Name;
    }

    /** The behaviour of EC2's name. */
    @JsonCreator
    public static ShutdownBehavior of(String ec2Name) {
        for (ShutdownBehavior behavior : values()) {
            if (behavior.ec2Name.equals(ec2Name)) {
                return behavior;
            }
        }
        throw new IllegalArgumentException("no shutdown behaviour is called " + ec2Name);
    }

    @Override
    public String toString() {
        return ec2Name;
    }
}
