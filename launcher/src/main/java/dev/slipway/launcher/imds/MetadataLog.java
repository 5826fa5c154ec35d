package dev.slipway.launcher.imds;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.launcher.imds.http.MetadataAnswer;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.view.document.JsonRendering;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/** A line of JSON for each request, among those of the endpoint. No token and nothing of what was told is in it. */
final class MetadataLog {

    private final PrintStream out;

    MetadataLog(PrintStream out) {
        this.out = out;
    }

    void add(String client, Optional<InstanceId> instance, String method, String path, MetadataAnswer answer, Duration took) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("time", Timestamp.format(Timestamp.now())).put("service", "metadata").put("client", client);
        instance.ifPresent(id -> line.put("instanceId", id.value()));
        line.put("method", method).put("path", path).put("status", answer.status());
        line.put("millis", took.toMillis()).put("bytes", answer.body().length);
        synchronized (out) {
            out.println(JsonRendering.compact(line));
        }
    }
}
