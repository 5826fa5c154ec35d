package dev.slipway.launcher.ec2.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.host.json.JsonTree;
import dev.slipway.launcher.errors.LauncherError;
import dev.slipway.launcher.errors.LauncherException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Requests that are no requests of the Query protocol, as if they were: an action and its parameters. */
public record JsonRequest(Dialect dialect, String action, Members parameters) {

    private static final String TARGET = "x-amz-target";
    private static final Pattern SSM = Pattern.compile("AmazonSSM\\.(\\w+)");
    private static final Pattern BLOCKS = Pattern.compile("/snapshots/([^/]+)/(blocks|changedblocks)(?:/([^/]+))?");
    private static final Map<String, String> QUERY = Map.of("pageToken", "NextToken", "maxResults", "MaxResults",
            "startingBlockIndex", "StartingBlockIndex", "firstSnapshotId", "FirstSnapshotId", "blockToken", "BlockToken");

    /** Which service a request is for by its looks, where its signature does not tell. */
    public static Dialect dialect(Request request) {
        if (request.header(TARGET).isPresent()) {
            return Dialect.SSM;
        }
        return BLOCKS.matcher(request.path()).matches() ? Dialect.EBS : Dialect.EC2;
    }

    /** Reads it; throws ACTION_INVALID, MALFORMED_QUERY, TOO_MANY_MEMBERS. */
    public static JsonRequest of(Dialect dialect, Request request) {
        return dialect == Dialect.EBS ? blocks(request) : parameters(request);
    }

    private static JsonRequest blocks(Request request) {
        Matcher path = BLOCKS.matcher(request.path());
        if (!request.method().equals("GET") || !path.matches() || path.group(2).equals("changedblocks") && path.group(3) != null) {
            throw new LauncherException(LauncherError.ACTION_INVALID, "Snapshots are read here, block by block, and nothing else.");
        }
        boolean changed = path.group(2).equals("changedblocks");
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        pairs.add(Map.entry(changed ? "SecondSnapshotId" : "SnapshotId", path.group(1)));
        Optional.ofNullable(path.group(3)).ifPresent(index -> pairs.add(Map.entry("BlockIndex", index)));
        for (Map.Entry<String, String> pair : FormText.read(request.query())) {
            if (!pair.getKey().startsWith("X-Amz-")) {
                pairs.add(Map.entry(QUERY.getOrDefault(pair.getKey(), pair.getKey()), pair.getValue()));
            }
        }
        String action = changed ? "ListChangedBlocks" : path.group(3) == null ? "ListSnapshotBlocks" : "GetSnapshotBlock";
        return new JsonRequest(Dialect.EBS, action, Members.of(pairs));
    }

    private static JsonRequest parameters(Request request) {
        Matcher target = SSM.matcher(request.header(TARGET).orElse(""));
        if (!target.matches()) {
            throw new LauncherException(LauncherError.ACTION_INVALID, "The request names no action of the parameter store.");
        }
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        try {
            JsonNode body = JsonTree.read(new String(request.body(), StandardCharsets.UTF_8));
            body.properties().forEach(member -> add(pairs, member.getKey(), member.getValue()));
        } catch (JsonProcessingException e) {
            throw new LauncherException(LauncherError.MALFORMED_QUERY, "The request is no JSON object.", e);
        }
        return new JsonRequest(Dialect.SSM, target.group(1), Members.of(pairs));
    }

    private static void add(List<Map.Entry<String, String>> pairs, String name, JsonNode value) {
        if (value.isObject()) {
            value.properties().forEach(member -> add(pairs, name + "." + member.getKey(), member.getValue()));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                add(pairs, name + "." + (i + 1), value.get(i));
            }
        } else if (!value.isNull()) {
            pairs.add(Map.entry(name, value.asText()));
        }
    }
}
