package dev.slipway.launcher.cli.access;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.host.files.FileFailure;
import dev.slipway.launcher.cli.command.Invocation;
import dev.slipway.launcher.cli.command.Verb;
import dev.slipway.launcher.cli.syntax.Argument;
import dev.slipway.launcher.cli.syntax.Option;
import dev.slipway.launcher.cli.syntax.Values;
import dev.slipway.launcher.instance.record.InstanceId;
import dev.slipway.launcher.view.document.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** {@code slipway instance screenshot}, EC2's GetConsoleScreenshot. */
public final class InstanceScreenshot extends Verb {

    private static final String STDOUT = "-";

    private final Argument<InstanceId> id = argument("INSTANCE", InstanceId::new,
            "Which instance; it must have been launched with --display.");
    private final Option<String> out = option("--out", "FILE", Values.TEXT,
            "Write the picture to this file as a PNG, or with - to standard output, instead of answering it as base64.");

    public InstanceScreenshot() {
        super("screenshot", "Take a picture of an instance's screen.");
        example("slipway instance screenshot i-0123456789abcdef0 --out screen.png", "As it is now.");
    }

    @Override
    public int run(Invocation invocation) {
        byte[] picture = invocation.instances().access().screenshot(id.required());
        if (!out.given()) {
            invocation.output().print(Answer.of(JsonNodeFactory.instance.objectNode()
                    .put("ImageData", Base64.getEncoder().encodeToString(picture))
                    .put("InstanceId", id.required().value())));
        } else if (out.or("").equals(STDOUT)) {
            invocation.stdout().write(picture, picture.length);
        } else {
            write(Values.PATH.read(out.or("")), picture);
        }
        return 0;
    }

    private static void write(Path file, byte[] picture) {
        try {
            Files.write(file, picture);
        } catch (IOException e) {
            throw FileFailure.of(file, "be written", e);
        }
    }
}
