package dev.slipway.launcher.ec2.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.imagestore.catalogue.Timestamp;
import dev.slipway.launcher.view.document.JsonRendering;
import java.io.PrintStream;
import java.time.Duration;

/** A line of JSON for each request. No value of a parameter is in it: user data and keys are among them. */
final class AccessLog {

    private final PrintStream out;

    AccessLog(PrintStream out) {
        this.out = out;
    }

    void add(String requestId, String client, Reply reply, Duration took) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("time", Timestamp.format(Timestamp.now())).put("requestId", requestId).put("client", client);
        reply.caller().ifPresent(caller -> line.put("accessKeyId", caller.accessKeyId())
                .put("account", caller.account().value()).put("region", caller.region()));
        line.put("action", reply.action()).put("status", reply.status());
        reply.code().ifPresent(code -> line.put("code", code));
        line.put("millis", took.toMillis()).put("bytes", reply.body().length());
        synchronized (out) {
            out.println(JsonRendering.compact(line));
        }
    }
}
