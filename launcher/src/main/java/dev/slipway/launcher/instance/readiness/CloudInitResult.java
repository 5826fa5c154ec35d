package dev.slipway.launcher.instance.readiness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.json.JsonTree;
import dev.slipway.host.libvirt.agent.GuestFiles;
import dev.slipway.launcher.boot.FailureCause;
import dev.slipway.launcher.boot.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What cloud-init leaves in a guest: {@code /run/cloud-init/result.json}, written when it has finished. It is read as a
 * file, because {@code cloud-init status} starts a Python, which takes an emulated guest many seconds.
 */
final class CloudInitResult {

    private static final String FOLDER = "/run/cloud-init/";
    private static final String RESULT = FOLDER + "result.json";
    private static final String DISABLED = FOLDER + "disabled";
    /** One of these is there from early on, before any agent, wherever cloud-init is installed. */
    private static final List<String> TRACES = List.of(FOLDER + "status.json", FOLDER + "enabled", RESULT);

    /** What an agent says of a file that is not there; one that may not be asked for files says something else. */
    private static final String NO_FILE = "No such file or directory";

    private CloudInitResult() {
    }

    /** Asks a guest's agent; throws as it does. */
    static Finding in(GuestFiles files) {
        Optional<String> result = read(files, RESULT);
        if (result.isPresent()) {
            return of(result.get());
        }
        if (read(files, DISABLED).isPresent()) {
            return lost("cloud-init is disabled in the guest");
        }
        for (String trace : TRACES) {
            if (read(files, trace).isPresent()) {
                return Finding.NOT_YET;
            }
        }
        return lost("there is no cloud-init in the guest");
    }

    private static Optional<String> read(GuestFiles files, String path) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        try {
            files.read(path, content, more -> { });
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        } catch (HostException e) {
            if (e.getMessage().contains(NO_FILE)) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(content.toString(StandardCharsets.UTF_8));
    }

    /** What a result says: done, or with these errors; one that is half written says nothing yet. */
    static Finding of(String json) {
        JsonNode result;
        try {
            result = JsonTree.read(json).path("v1");
        } catch (JsonProcessingException e) {
            return Finding.NOT_YET;
        }
        if (!result.path("errors").isArray()) {
            return Finding.NOT_YET;
        }
        List<String> errors = new ArrayList<>();
        result.path("errors").forEach(error -> errors.add(error.asText()));
        return errors.isEmpty() ? Finding.THERE : lost(String.join("; ", errors));
    }

    private static Finding lost(String detail) {
        return new Finding.Lost(FailureCause.CLOUD_INIT_FAILED, detail);
    }
}
