package dev.slipway.host.fetch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.host.errors.HostError;
import dev.slipway.host.errors.HostException;
import dev.slipway.host.files.DurableFiles;
import dev.slipway.host.json.JsonTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What has to be known of a download to take it up again in another process.
 *
 * @param validator the server's word for this very content: a strong ETag, or the time of its last change
 * @param totalBytes how long the whole is
 */
record DownloadState(Optional<String> validator, long totalBytes) {

    static final long UNKNOWN = -1;
    static final DownloadState NONE = new DownloadState(Optional.empty(), UNKNOWN);

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /** What was written there since this machine was started; after a crash of it, nobody knows what reached the disk. */
    static DownloadState read(Path file) {
        try {
            JsonNode json = JsonTree.read(Files.readString(file));
            if (!json.path("boot").asText().equals(boot())) {
                return NONE;
            }
            return new DownloadState(Optional.ofNullable(json.path("validator").textValue()),
                    json.path("total").asLong(UNKNOWN));
        } catch (NoSuchFileException | JsonProcessingException e) {
            return NONE;
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The file '" + file + "' cannot be read.", e);
        }
    }

    void write(Path file, WebAddress address) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("url", address.toString());
        json.put("boot", boot());
        validator.ifPresent(value -> json.put("validator", value));
        json.put("total", totalBytes);
        DurableFiles.write(file, json.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String boot() {
        try {
            return Files.readString(BOOT).strip();
        } catch (IOException e) {
            throw new HostException(HostError.FILE_FAILED, "The file '" + BOOT + "' cannot be read.", e);
        }
    }
}
