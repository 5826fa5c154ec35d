package dev.slipway.launcher.fleet.file;

import dev.slipway.imagestore.id.SnapshotId;
import dev.slipway.imagestore.mapping.BlockDeviceMapping;
import dev.slipway.imagestore.mapping.BlockDeviceRequest;
import dev.slipway.imagestore.mapping.EbsRequest;
import dev.slipway.imagestore.tag.Tag;
import dev.slipway.launcher.boot.Deadlines;
import dev.slipway.launcher.boot.Goal;
import dev.slipway.launcher.boot.Stage;
import dev.slipway.launcher.instance.readiness.WaitRequest;
import dev.slipway.launcher.instance.request.InterfaceRequest;
import dev.slipway.launcher.network.ForwardRequest;
import dev.slipway.launcher.settings.DurationText;
import dev.slipway.launcher.settings.SizeText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the groups of a fleet file. */
final class GroupReader {

    private static final long GIB = 1L << 30;
    /** Tags that are Slipway's own word on an instance, and the one that has its name. */
    private static final String OWN = "slipway:fleet";
    private static final String NAME = "Name";

    private final FleetWords words;
    private final TemplateReader templates;
    private final Map<String, GroupTemplate> read = new HashMap<>();

    /** @param folder where the files are that a group names */
    GroupReader(FleetWords words, Path folder) {
        this.words = words;
        this.templates = new TemplateReader(folder);
    }

    FleetGroup read(String name, Place place) {
        place.value(node -> FleetReader.name(name));
        int count = place.at("count").number(1);
        int min = place.at("min").number(count);
        if (min > count) {
            throw place.at("min").invalid("'min' is " + min + ", and there are only " + count + " of '" + name + "'", null);
        }
        Optional<GroupTemplate> template = templates.read(place);
        template.ifPresent(each -> read.put(name, each));
        return new FleetGroup(place.toString(), name, place.at("image").text().orElseThrow(), place.at("type").text(), count, min,
                interfaces(place.at("network")), place.at("key").text(), place.at("security-groups").words(),
                template.map(GroupTemplate::text), volumes(place.at("volumes")), tags(place.at("tags")),
                forwards(place.at("forwards"), count), ready(place.at("ready")), place.at("max-unavailable").number(1),
                place.at("after").words());
    }

    /** The template of a group that was read. */
    Optional<GroupTemplate> template(String group) {
        return Optional.ofNullable(read.get(group));
    }

    private Optional<List<InterfaceRequest>> interfaces(Place place) {
        return place.value(text -> words.networks().apply(place.words()));
    }

    private static List<BlockDeviceRequest> volumes(Place place) {
        List<BlockDeviceRequest> volumes = new ArrayList<>();
        for (Place each : place.elements()) {
            EbsRequest ebs = new EbsRequest(each.at("snapshot").value(SnapshotId::new), each.at("size").value(GroupReader::gibibytes),
                    Optional.empty(), each.at("delete-on-termination").text().map(Boolean::valueOf));
            volumes.add(each.at("device").value(device -> {
                BlockDeviceRequest request = new BlockDeviceRequest(device, Optional.of(ebs), Optional.empty(), Optional.empty());
                BlockDeviceMapping.of(request, snapshot -> ebs.volumeSize().orElse(1));
                return request;
            }).orElseThrow());
        }
        return volumes;
    }

    private static int gibibytes(String text) {
        long bytes = SizeText.parse(text);
        if (bytes % GIB != 0 || bytes / GIB > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("'" + text + "' is no size in whole GiB");
        }
        return (int) (bytes / GIB);
    }

    private static List<Tag> tags(Place place) {
        List<Tag> tags = new ArrayList<>();
        for (String key : place.keys()) {
            if (key.startsWith(OWN) || key.equals(NAME)) {
                throw place.at(key).invalid("the tag '" + key + "' says which member an instance is, and is not given here", null);
            }
            tags.add(place.at(key).value(value -> new Tag(key, value)).orElseThrow());
        }
        return tags;
    }

    private static List<ForwardRequest> forwards(Place place, int count) {
        List<ForwardRequest> forwards = new ArrayList<>();
        for (Place each : place.elements()) {
            ForwardRequest forward = each.value(ForwardRequest::parse).orElseThrow();
            if (forward.hostPort().isPresent() && count > 1) {
                throw each.invalid("the port " + forward.hostPort().get() + " cannot lead to " + count + " members at once",
                        "Leave the port of the host out, and a free one is chosen for each.");
            }
            forwards.add(forward);
        }
        return forwards;
    }

    private WaitRequest ready(Place place) {
        List<Goal> goals = new ArrayList<>();
        for (Place each : place.at("for").elements()) {
            goals.addAll(each.value(words.goals()).orElseThrow());
        }
        Map<Stage, Duration> stages = new EnumMap<>(Stage.class);
        for (String stage : place.at("stages").keys()) {
            Map.Entry<Stage, Duration> deadline = place.at("stages").at(stage)
                    .value(time -> words.stageDeadline().apply(stage + "=" + time)).orElseThrow();
            stages.put(deadline.getKey(), deadline.getValue());
        }
        return new WaitRequest(goals.isEmpty() ? List.of(new Goal.Reach(Stage.LOGIN)) : goals,
                new Deadlines(place.at("timeout").value(DurationText::parse).orElse(words.timeout()), stages,
                        Optional.of(place.at("silence").value(DurationText::parse).orElse(words.silence()))));
    }
}
