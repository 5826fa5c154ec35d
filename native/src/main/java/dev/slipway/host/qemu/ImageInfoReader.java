package dev.slipway.host.qemu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.host.json.JsonTree;
import java.util.Optional;

/** Reads the JSON that qemu-img answers with. */
final class ImageInfoReader {

    private ImageInfoReader() {
    }

    static ImageInfo info(String json, DiskFormat format) throws JsonProcessingException {
        JsonNode info = JsonTree.read(json);
        JsonNode specific = info.path("format-specific").path("data");
        return new ImageInfo(
                format,
                info.required("virtual-size").longValue(),
                info.path("actual-size").longValue(),
                text(info, "backing-filename"),
                text(specific, "data-file"),
                info.path("encrypted").booleanValue(),
                specific.path("corrupt").booleanValue(),
                info.path("dirty-flag").booleanValue(),
                info.path("snapshots").size(),
                specific.path("bitmaps").size(),
                info.path("cluster-size").longValue());
    }

    static QemuImg.CheckReport check(String json) throws JsonProcessingException {
        JsonNode report = JsonTree.read(json);
        return new QemuImg.CheckReport(
                report.path("corruptions").longValue(),
                report.path("leaks").longValue(),
                report.required("check-errors").longValue());
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.path(field).textValue());
    }
}
