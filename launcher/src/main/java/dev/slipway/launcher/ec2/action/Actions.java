package dev.slipway.launcher.ec2.action;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.ec2.protocol.Dialect;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every action there is. */
public final class Actions {

    private static final List<Action> ALL = gather();
    private static final Map<String, Action> BY_NAME = byName();
    private static final String KNOWN = "ec2-actions.txt";

    private Actions() {
    }

    /** All of them, by what they are about. */
    public static List<Action> all() {
        return ALL;
    }

    /** Whether there is one of this name. */
    public static boolean has(String name) {
        return BY_NAME.containsKey(name);
    }

    /**
     * The answer to a call. Throws ACTION_INVALID, UNSUPPORTED_OPERATION for what EC2 has and this endpoint has not,
     * UNKNOWN_PARAMETER, and what the services throw.
     */
    public static ObjectNode answer(String name, Call call) {
        Action action = BY_NAME.get(name);
        if (action == null || action.dialect() != call.caller().dialect()) {
            if (call.caller().dialect() == Dialect.EC2 && known().contains(name)) {
                throw new LauncherException(LauncherError.UNSUPPORTED_OPERATION,
                        "The action " + name + " is not there in Slipway.");
            }
            throw new LauncherException(LauncherError.ACTION_INVALID,
                    "The action " + name + " is not valid for this web service.");
        }
        return action.answer(call);
    }

    private static List<Action> gather() {
        List<Action> all = new ArrayList<>(PlaceActions.all());
        all.addAll(ImageActions.all());
        all.addAll(ImageAttributeActions.all());
        all.addAll(TransferActions.all());
        all.addAll(LaunchActions.all());
        all.addAll(InstanceActions.all());
        all.addAll(InstanceAttributeActions.all());
        all.addAll(MetadataActions.all());
        all.addAll(TypeActions.all());
        all.addAll(TemplateActions.all());
        all.addAll(TagActions.all());
        all.addAll(KeyPairActions.all());
        all.addAll(VolumeActions.all());
        all.addAll(SnapshotActions.all());
        all.addAll(SnapshotAttributeActions.all());
        all.addAll(SecurityGroupActions.all());
        all.addAll(VpcActions.all());
        all.addAll(ParameterActions.all());
        all.addAll(BlockActions.all());
        return List.copyOf(all);
    }

    private static Map<String, Action> byName() {
        Map<String, Action> actions = new HashMap<>();
        ALL.forEach(action -> actions.put(action.name(), action));
        return actions;
    }

    /** The names of EC2's own actions. */
    private static Set<String> known() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Actions.class.getResourceAsStream(KNOWN), StandardCharsets.UTF_8))) {
            return new HashSet<>(lines.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the program cannot be read", e);
        }
    }
}
