package dev.slipway.launcher.cli.wait;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.launcher.boot.Stage;
import dev.slipway.launcher.boot.Verdict;
import dev.slipway.launcher.errors.LauncherException;
import dev.slipway.launcher.instance.readiness.WaitListener;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.view.document.Answer;
import dev.slipway.launcher.view.document.Column;
import dev.slipway.launcher.view.document.JsonRendering;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Gathers how the waits for instances end, and shows it: EC2's waiters have no answer, so its shape is our own. */
public final class WaitVerdicts implements WaitListener {

    private static final String VERDICTS = "Verdicts";

    private final Consumer<String> console;
    private final ObjectNode document = JsonNodeFactory.instance.objectNode();
    private final ArrayNode verdicts = document.putArray(VERDICTS);

    /** @param console told what guests print */
    public WaitVerdicts(Consumer<String> console) {
        this.console = console;
    }

    @Override
    public void console(InstanceId id, String text) {
        console.accept(text);
    }

    @Override
    public synchronized void verdict(InstanceId id, Verdict verdict, Optional<LauncherException> error) {
        ObjectNode node = verdicts.addObject().put("InstanceId", id.value());
        node.put("Ready", error.isEmpty());
        verdict.stage().ifPresent(stage -> node.put("Stage", stage.word()));
        if (verdict instanceof Verdict.Failed failed) {
            node.put("Missing", failed.missing().toString()).put("Cause", failed.cause().word());
            LauncherException thrown = error.orElseThrow();
            node.put("Code", thrown.code().code()).put("ExitCode", thrown.code().exit().number());
            node.put("Message", thrown.getMessage()).put("Detail", failed.detail());
            ArrayNode lines = node.putArray("ConsoleLines");
            failed.lastLines().forEach(lines::add);
        }
        node.put("WaitMillis", verdict.millis());
        ArrayNode stages = node.putArray("Stages");
        for (Map.Entry<Stage, Long> stage : verdict.stages().entrySet()) {
            stages.addObject().put("Stage", stage.getKey().word()).put("Millis", stage.getValue());
        }
    }

    /** What was gathered so far. */
    public synchronized Answer answer() {
        return Answer.list(document, VERDICTS, Column.id("INSTANCE", "InstanceId"), Column.at("STAGE", "Stage"),
                Column.at("WAITED (ms)", "WaitMillis"));
    }

    /** Writes it to a file, in place of what that held. */
    public synchronized void write(Path file) {
        try {
            Files.writeString(file, JsonRendering.pretty(document));
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The verdict cannot be written to '" + file + "': " + e + ".", e);
        }
    }
}
