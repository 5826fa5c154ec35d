package dev.slipway.launcher.ec2.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a request says, as a tree: {@code BlockDeviceMapping.1.Ebs.SnapshotId} is the SnapshotId of the Ebs of the first
 * BlockDeviceMapping. The numbers of a list's elements say their order and may have gaps, as for EC2.
 */
public final class Members {

    /** More than any request needs. */
    public static final int MOST = 1000;
    private static final int DEEPEST = 8;
    private static final int LONGEST_NUMBER = 6;

    private final String path;
    private final Map<String, Members> children = new TreeMap<>();
    private String value;

    private Members(String path) {
        this.path = path;
    }

    /** A tree of these pairs. Throws TOO_MANY_MEMBERS, MALFORMED_QUERY for a name that is given twice or nested too deep. */
    public static Members of(List<Map.Entry<String, String>> pairs) {
        if (pairs.size() > MOST) {
            throw new LauncherException(LauncherError.TOO_MANY_MEMBERS,
                    "The request has " + pairs.size() + " parameters; the most is " + MOST + ".");
        }
        Members root = new Members("");
        for (Map.Entry<String, String> pair : pairs) {
            String[] names = pair.getKey().split("\\.", -1);
            Members at = root;
            for (String name : names) {
                if (name.isEmpty() || names.length > DEEPEST) {
                    throw unknown(pair.getKey());
                }
                String path = at.path.isEmpty() ? name : at.path + "." + name;
                at = at.children.computeIfAbsent(name, key -> new Members(path));
            }
            if (at.value != null) {
                throw new LauncherException(LauncherError.MALFORMED_QUERY,
                        "The parameter " + pair.getKey() + " is given more than once.");
            }
            at.value = pair.getValue();
        }
        return root;
    }

    /** The names on this level. */
    public Set<String> names() {
        return children.keySet();
    }

    /** The value of a member; throws UNKNOWN_PARAMETER for one that has members itself. */
    public Optional<String> text(String name) {
        Members member = children.get(name);
        return member == null ? Optional.empty() : Optional.of(member.value());
    }

    /** The value of this one itself. */
    public String value() {
        if (value == null) {
            throw unknown(children.values().iterator().next().path);
        }
        if (!children.isEmpty()) {
            throw unknown(children.values().iterator().next().path);
        }
        return value;
    }

    /** A member that has members of its own; one without any where it is not given. */
    public Members member(String name) {
        return children.getOrDefault(name, new Members(path + "." + name));
    }

    /** The elements of a list in their order; throws UNKNOWN_PARAMETER where something else than a number names one. */
    public List<Members> list(String name) {
        Map<Integer, Members> ordered = new TreeMap<>();
        Members list = member(name);
        if (list.value != null && !list.value.isEmpty()) {
            throw unknown(list.path);
        }
        for (Map.Entry<String, Members> element : list.children.entrySet()) {
            String number = element.getKey();
            if (number.length() > LONGEST_NUMBER || !number.chars().allMatch(c -> c >= '0' && c <= '9')
                    || ordered.put(Integer.parseInt(number), element.getValue()) != null) {
                throw unknown(element.getValue().path);
            }
        }
        return new ArrayList<>(ordered.values());
    }

    /** A list of plain values. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        list(name).forEach(element -> texts.add(element.value()));
        return texts;
    }

    /** The same as a document: numbered members are lists, and names change to those given here. */
    public JsonNode document(Map<String, String> renamed) {
        if (children.isEmpty()) {
            return JsonNodeFactory.instance.textNode(value);
        }
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, Members> child : children.entrySet()) {
            String name = renamed.getOrDefault(child.getKey(), child.getKey());
            if (child.getValue().isList()) {
                ArrayNode list = document.putArray(name);
                list(child.getKey()).forEach(element -> list.add(element.document(renamed)));
            } else {
                document.set(name, child.getValue().document(renamed));
            }
        }
        return document;
    }

    /** The same under its own names. */
    public JsonNode document() {
        return document(new HashMap<>());
    }

    private boolean isList() {
        return !children.isEmpty() && children.keySet().stream().allMatch(name -> name.chars().allMatch(Character::isDigit));
    }

    private static LauncherException unknown(String path) {
        return new LauncherException(LauncherError.UNKNOWN_PARAMETER, "The parameter " + path + " is not recognized.");
    }
}
