package dev.slipway.launcher.instance.state;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Set;

/** The states of an instance, with EC2's codes and names. {@link #next()} is the whole table of moves. */
public enum InstanceState {
    PENDING(0, "pending"),
    RUNNING(16, "running"),
    SHUTTING_DOWN(32, "shutting-down"),
    TERMINATED(48, "terminated"),
    STOPPING(64, "stopping"),
    STOPPED(80, "stopped");

    private final int code;
    private final String ec2Name;

    InstanceState(int code, String ec2Name) {
        this.code = code;
        this.ec2Name = ec2Name;
    }

    /** EC2's number for the state. */
    public int code() {
        return code;
    }

    /** EC2's name for the state. */
    @JsonValue
    public String ec2Name() {
        return ec2Name;
    }

    /** The states an instance may move to from this one. */
    public Set<InstanceState> next() {
        return switch (this) {
            case PENDING -> EnumSet.of(RUNNING, STOPPED, SHUTTING_DOWN, TERMINATED);
            case RUNNING -> EnumSet.of(STOPPING, STOPPED, SHUTTING_DOWN, TERMINATED);
            case STOPPING -> EnumSet.of(RUNNING, STOPPED, SHUTTING_DOWN, TERMINATED);
            case STOPPED -> EnumSet.of(PENDING, RUNNING, SHUTTING_DOWN);
            case SHUTTING_DOWN -> EnumSet.of(TERMINATED);
            case TERMINATED -> EnumSet.noneOf(InstanceState.class);
        };
    }

    /** The state of EC2's name. */
    @JsonCreator
    public static InstanceState of(String ec2Name) {
        for (InstanceState state : values()) {
            if (state.ec2Name.equals(ec2Name)) {
                return state;
            }
        }
        throw new IllegalArgumentException("no instance state is called " + ec2Name);
    }

    @Override
    public String toString() {
        return ec2Name;
    }
}
